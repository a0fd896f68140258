import { Button } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type Contact, updateContact } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { contactName } from './contactName';

/** Archives a contact, who then starts no journey any more, or takes it back. */
export function ArchiveButton({ contact }: { contact: Contact }) {
  const refresh = useRefresh();
  const archived = contact.status === 'archived';
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      updateContact({
        path: { id: contact.id },
        body: { status: archived ? 'active' : 'archived' },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`${contactName(contact)} is ${archived ? 'active again' : 'archived'}.`);
      refresh('listContacts', `getContact:${contact.id}`);
    },
  });
  const Icon = archived ? IconArchiveOff : IconArchive;
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      loading={isPending}
      leftSection={<Icon size={14} />}
      onClick={() => mutate()}
    >
      {archived ? 'Take back' : 'Archive'}
    </Button>
  );
}
