import { Autocomplete, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createContactIdentity } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

const USUAL = ['x', 'linkedin', 'gmail', 'substack', 'email'];

interface Props {
  contactId: string;
  opened: boolean;
  onClose: () => void;
}

/** Says who a contact is on an outside platform. */
export function IdentityModal({ contactId, opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add identity">
      {opened && <IdentityForm contactId={contactId} onClose={onClose} />}
    </Modal>
  );
}

function IdentityForm({ contactId, onClose }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const [platform, setPlatform] = useState('');
  const [platformUserId, setUser] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      createContactIdentity({
        path: { id: contactId },
        body: { platform: platform.trim(), platformUserId: platformUserId.trim() },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`${platformUserId.trim()} is added.`);
      refresh('listContactIdentities', `getContact:${contactId}`);
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
        <Autocomplete
          label="Platform"
          data-autofocus
          data={USUAL}
          value={platform}
          onChange={setPlatform}
          error={faultOf(error, '/platform')}
        />
        <TextInput
          label="Id or name there"
          description="As the platform knows the person; it belongs to one contact only."
          value={platformUserId}
          onChange={(event) => setUser(event.currentTarget.value)}
          error={faultOf(error, '/platformUserId')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={platform.trim() === '' || platformUserId.trim() === ''}
          >
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
