import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createApiKey, type Role } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';
import { ShownOnce } from './ShownOnce';

const ROLES: readonly Role[] = ['viewer', 'operator', 'editor', 'admin'];

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Makes an API key and shows it once. */
export function ApiKeyModal({ opened, onClose }: Props) {
  const refresh = useRefresh();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('operator');
  const { mutate, isPending, data, error, reset } = useMutation({
    mutationFn: async () =>
      (await createApiKey({ body: { name: name.trim(), role }, throwOnError: true })).data,
    onSuccess: () => refresh('listApiKeys'),
  });
  const close = () => {
    setName('');
    reset();
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <Modal opened={opened} onClose={close} title="New API key">
      {data ? (
        <Stack>
          <ShownOnce what="API key" secret={data.apiKey} />
          <Group justify="flex-end">
            <Button onClick={close}>Done</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label="Name"
              placeholder="Who or what uses it"
              data-autofocus
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={faultOf(error, '/name')}
            />
            <Select
              label="Role"
              allowDeselect={false}
              data={ROLES.map((value) => ({ value, label: humanize(value) }))}
              value={role}
              onChange={(chosen) => setRole(chosen as Role)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={isPending} disabled={name.trim() === ''}>
                Make key
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
