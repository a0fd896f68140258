import { Modal } from '@mantine/core';
import type { SyncSubType } from '@/client';
import { SyncForm } from './SyncForm';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** What is to be read, where that is clear. */
  start?: { sourceId: string | null; kind: SyncSubType } | undefined;
  /** Whose profiles are read at X, where somebody is chosen. */
  contactIds?: string[] | undefined;
}

/** Starts a sync: of which account, what, and how much. */
export function SyncModal({ opened, onClose, ...form }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Sync"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <SyncForm {...form} onClose={onClose} />}
    </Modal>
  );
}
