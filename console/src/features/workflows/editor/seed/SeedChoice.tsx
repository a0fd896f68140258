import { Button, Group, Select, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import type { ContactFilter, ContactStatus, Flow, RunRequest } from '@/client';
import { type ChosenContacts, ContactsTable } from '@/features/contacts/ContactsTable';
import { type ContactListState, useLocalContactList } from '@/features/contacts/useContactList';
import { plural } from '@/shared/format/number';
import { useStages } from '../../journeys/useStages';

interface Props {
  flow: Flow;
  chosen: ChosenContacts;
  onChoose: (chosen: ChosenContacts) => void;
  isStarting: boolean;
  onStart: (request: RunRequest) => void;
  onClose: () => void;
}

/** Who starts, and where. */
export function SeedChoice({ flow, chosen, onChoose, isStarting, onStart, onClose }: Props) {
  const contacts = useLocalContactList();
  const { stages } = useStages(flow.id);
  const [stage, setStage] = useState<string | null>(null);
  const [all, setAll] = useState(false);
  const fitting = contacts.contacts.data?.total ?? 0;
  const count = all ? fitting : chosen.size;
  const start = () =>
    onStart({
      ...(all ? { contactFilter: filterOf(contacts.list) } : { contactIds: [...chosen.keys()] }),
      ...(stage && { uxNodeId: stage }),
    });
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="end">
        <Select
          size="xs"
          w={240}
          label="Begin at"
          placeholder="The first stage"
          clearable
          clearButtonProps={{ 'aria-label': 'Clear stage' }}
          data={stages.map(({ value, label }) => ({ value, label }))}
          value={stage}
          onChange={setStage}
        />
        <Switch
          size="xs"
          label={`Everybody who fits (${plural(fitting, 'contact')})`}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
      </Group>
      <div>
        <ContactsTable contacts={contacts} chosen={chosen} onChoose={onChoose} />
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={count === 0} loading={isStarting} onClick={start}>
          Start {plural(count, 'journey')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What the list shows, as the API takes it for a seeding. */
function filterOf({ q, filters }: ContactListState): ContactFilter {
  return {
    ...(q && { q }),
    ...(filters.tag && { tag: filters.tag }),
    ...(filters.lifecycleStage && { lifecycleStage: filters.lifecycleStage }),
    ...(filters.status && { status: filters.status as ContactStatus }),
  };
}
