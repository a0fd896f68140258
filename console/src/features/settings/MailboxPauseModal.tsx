import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { pauseMailbox } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMailboxes } from './useMailboxes';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Has a mailbox send nothing for now. */
export function MailboxPauseModal({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Pause a mailbox">
      {opened && <MailboxPauseForm onClose={onClose} />}
    </Modal>
  );
}

function MailboxPauseForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const mailboxes = useMailboxes();
  const [mailbox, setMailbox] = useState('built-in');
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      pauseMailbox({ path: { mailbox }, body: { reason: reason.trim() }, throwOnError: true }),
    onSuccess: () => {
      notifyDone('The mailbox sends nothing until it is resumed.');
      refresh('listMailboxPauses');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Select
          label="Mailbox"
          allowDeselect={false}
          data={mailboxes}
          value={mailbox}
          onChange={(chosen) => setMailbox(chosen ?? 'built-in')}
        />
        <TextInput
          label="Why"
          description="Whoever looks at mail that waits reads this."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={faultOf(error, '/reason')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={reason.trim() === ''}>
            Pause
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
