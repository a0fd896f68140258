import {
  Autocomplete,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type ConsentRequest, changeContactConsent } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

interface Props {
  contactId: string;
  /** Those that the contact has decided on before. */
  topics: string[];
  opened: boolean;
  onClose: () => void;
}

/** Records what a contact said about being written to. */
export function ConsentModal({ opened, onClose, ...form }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Record what the contact wants">
      {opened && <ConsentForm {...form} onClose={onClose} />}
    </Modal>
  );
}

function ConsentForm({ contactId, topics, onClose }: Omit<Props, 'opened'>) {
  const refresh = useRefresh();
  const [state, setState] = useState<ConsentRequest['state']>('withdrawn');
  const [topic, setTopic] = useState('');
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      changeContactConsent({
        path: { id: contactId },
        body: { topic: topic.trim() || null, state, note: note.trim() || null },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone('Recorded.');
      refresh(`getContactConsent:${contactId}`, `getContact:${contactId}`, 'listContacts');
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
        <SegmentedControl
          aria-label="What they want"
          value={state}
          onChange={(value) => setState(value as ConsentRequest['state'])}
          data={[
            { value: 'withdrawn', label: 'No more mail' },
            { value: 'granted', label: 'Mail again' },
          ]}
        />
        <Autocomplete
          label="Topic"
          description="As steps that send mail name it. Empty means everything."
          data={topics}
          value={topic}
          onChange={setTopic}
          error={faultOf(error, '/topic')}
        />
        <TextInput
          label="How they said so"
          description="For whoever wonders later, e.g. on the phone."
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={faultOf(error, '/note')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Record
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
