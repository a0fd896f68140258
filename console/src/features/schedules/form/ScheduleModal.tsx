import { Modal } from '@mantine/core';
import type { ScheduleView } from '@/client';
import { ScheduleForm } from './ScheduleForm';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** The one that is changed; without it, a new one is made. */
  schedule?: ScheduleView;
  onSaved?: (schedule: ScheduleView) => void;
}

/** Makes a schedule, or changes one. */
export function ScheduleModal({ opened, onClose, schedule, onSaved }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={schedule ? `Edit ${schedule.name}` : 'New schedule'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && (
        <ScheduleForm
          schedule={schedule}
          onClose={onClose}
          onSaved={(saved) => {
            onClose();
            onSaved?.(saved);
          }}
        />
      )}
    </Modal>
  );
}
