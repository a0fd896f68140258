import { Button, Group, Modal, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createWebhookEndpoint } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { useRefresh } from '@/shared/live/useRefresh';
import { ShownOnce } from './ShownOnce';
import { StageFields } from './StageFields';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Makes a webhook endpoint and shows its secret once. */
export function WebhookModal({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="New webhook endpoint" size="lg">
      {opened && <WebhookForm onClose={onClose} />}
    </Modal>
  );
}

function WebhookForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('body.email');
  const [contactName, setContactName] = useState('body.name');
  const [event, setEvent] = useState('');
  const [[flowId, uxNodeId], setStage] = useState<[string | null, string | null]>([null, null]);
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () =>
      (
        await createWebhookEndpoint({
          body: {
            name: name.trim(),
            flowId: flowId ?? '',
            uxNodeId,
            event: event.trim() || null,
            mapping: {
              email: email.trim(),
              ...(contactName.trim() && { name: contactName.trim() }),
            },
          },
          throwOnError: true,
        })
      ).data,
    onSuccess: () => refresh('listWebhookEndpoints'),
  });
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    mutate();
  };
  if (data?.secret) {
    return (
      <Stack>
        <ShownOnce what="Signing secret" secret={data.secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>Done</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          placeholder="Sign-ups of the web site"
          data-autofocus
          value={name}
          onChange={(change) => setName(change.currentTarget.value)}
          error={faultOf(error, '/name')}
        />
        <StageFields
          flowId={flowId}
          uxNodeId={uxNodeId}
          onChange={(flow, node) => setStage([flow, node])}
        />
        <SimpleGrid cols={2}>
          <TextInput
            label="Email is at"
            value={email}
            onChange={(change) => setEmail(change.currentTarget.value)}
            error={faultOf(error, '/mapping/email')}
          />
          <TextInput
            label="Name is at"
            value={contactName}
            onChange={(change) => setContactName(change.currentTarget.value)}
            error={faultOf(error, '/mapping/name')}
          />
        </SimpleGrid>
        <TextInput
          label="Event for live journeys"
          description="Without one, it only starts journeys"
          placeholder="purchased"
          value={event}
          onChange={(change) => setEvent(change.currentTarget.value)}
          error={faultOf(error, '/event')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={!name.trim() || !flowId}>
            Make endpoint
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
