import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { createConnection, type JsonObject } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { Loading } from '@/shared/feedback/Loading';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { TOOLKIT_NAMES, TOOLKITS, type ToolkitName } from './toolkits';

const SchemaForm = lazy(async () => ({
  default: (await import('@/shared/forms/SchemaForm')).SchemaForm,
}));

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Stores credentials. */
export function ConnectionModal({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New connection" size="lg">
      {opened && <ConnectionForm onClose={onClose} />}
    </Modal>
  );
}

function ConnectionForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [toolkit, setToolkit] = useState<ToolkitName>('http');
  const [name, setName] = useState('');
  const [config, setConfig] = useState<JsonObject>({});
  const [secret, setSecret] = useState('');
  const isValid = useRef<() => boolean>(() => true);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      createConnection({
        body: { toolkit, name: name.trim(), config, ...(secret && { secret }) },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`${name.trim()} is stored.`);
      refresh('listConnections');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid.current()) {
      mutate();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Group grow align="flex-start">
          <TextInput
            label="Name"
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={faultOf(error, '/name')}
          />
          <Select
            label="For"
            allowDeselect={false}
            data={TOOLKIT_NAMES.map((value) => ({ value, label: TOOLKITS[value].label }))}
            value={toolkit}
            onChange={(chosen) => {
              setToolkit(chosen as ToolkitName);
              setConfig({});
            }}
          />
        </Group>
        <Suspense fallback={<Loading />}>
          <SchemaForm
            key={toolkit}
            schema={TOOLKITS[toolkit].schema}
            value={config}
            onChange={setConfig}
            onReady={(check) => {
              isValid.current = check;
            }}
          />
        </Suspense>
        <PasswordInput
          label={TOOLKITS[toolkit].secret}
          autoComplete="off"
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          error={faultOf(error, '/secret')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === ''}>
            Store
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
