import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useRef, useState } from 'react';
import { type Connection, createConnection, type JsonObject } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { Loading } from '@/shared/feedback/Loading';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { TOOLKIT_NAMES, TOOLKITS, type ToolkitName } from './toolkits';

const SchemaForm = lazy(async () => ({
  default: (await import('@/shared/forms/SchemaForm')).SchemaForm,
}));

interface FormProps {
  /** What it must be for; anything when absent. */
  only?: ToolkitName | undefined;
  onStored?: ((connection: Connection) => void) | undefined;
  onClose: () => void;
}

/** Stores credentials. */
export function ConnectionModal({ opened, ...form }: FormProps & { opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="New connection" size="lg">
      {opened && <ConnectionForm {...form} />}
    </Modal>
  );
}

function ConnectionForm({ only, onStored, onClose }: FormProps) {
  const refresh = useRefresh();
  const [toolkit, setToolkit] = useState<ToolkitName>(only ?? 'http');
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
    onSuccess: ({ data }) => {
      notifyDone(`${name.trim()} is stored.`);
      refresh('listConnections');
      onStored?.(data);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // It may stand in a dialog that is a form itself.
    event.stopPropagation();
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
            disabled={only !== undefined}
            data={TOOLKIT_NAMES.map((value) => ({ value, label: TOOLKITS[value].label }))}
            value={toolkit}
            onChange={(chosen) => {
              setToolkit(chosen as ToolkitName);
              setConfig({});
            }}
          />
        </Group>
        {TOOLKITS[toolkit].schema && (
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
        )}
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
