import { Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  getContactOptions,
  listContactsOptions,
  listEntitiesOptions,
  listFlowsOptions,
} from '@/client/@tanstack/react-query.gen';
import { contactName } from '@/features/contacts/contactName';
import { ENDED } from '../../journeys/ended';
import type { RunSubject } from './startRun';

interface Props {
  subject: RunSubject;
  /** Whether steps of the flow fail without a contact. */
  required: boolean;
  onChange: (subject: RunSubject) => void;
}

/** Milliseconds after the last letter until contacts are looked for. */
const PAUSE = 200;

/** Whom a run is for: a contact, by itself or on one of its journeys. */
export function SubjectChoice({ subject, required, onChange }: Props) {
  const { contactId, entityId } = subject;
  const [q, setQ] = useState('');
  const [asked] = useDebouncedValue(q, PAUSE);
  const found = useQuery({
    ...listContactsOptions({ query: { q: asked, status: 'active', pageSize: 20, sort: 'name' } }),
    placeholderData: keepPreviousData,
  }).data?.data;
  const chosen = useQuery({
    ...getContactOptions({ path: { id: contactId ?? '' } }),
    enabled: contactId !== null,
  }).data;
  const journeys = useQuery({
    ...listEntitiesOptions({ query: { contactId: contactId ?? '', pageSize: 100 } }),
    enabled: contactId !== null,
  }).data?.data.filter(({ status }) => !ENDED.includes(status));
  const flows = useQuery({
    ...listFlowsOptions({ query: { kind: 'bmc', pageSize: 200 } }),
    enabled: Boolean(journeys?.length),
  }).data?.data;
  const contacts = new Map(
    [...(found ?? []), ...(chosen ? [chosen] : [])].map((one) => [one.id, one]),
  );
  return (
    <Stack gap="sm" component="section" aria-label="Contact">
      <Select
        label="Contact"
        description={
          required
            ? 'Steps of this flow are about a contact.'
            : 'Steps of this flow look at the contact, where there is one.'
        }
        placeholder="Find by name or address"
        required={required}
        clearable={!required}
        searchable
        nothingFoundMessage="Nobody of that name"
        // The server has searched.
        filter={({ options }) => options}
        searchValue={q}
        onSearchChange={setQ}
        data={[...contacts.values()].map((one) => ({
          value: one.id,
          label: one.name && one.email ? `${one.name} (${one.email})` : contactName(one),
        }))}
        value={contactId}
        onChange={(id) => onChange({ contactId: id, entityId: null })}
      />
      {journeys && journeys.length > 0 && (
        <Select
          label="On the journey"
          description="With it, steps see and change what the journey keeps."
          placeholder="None: for the contact alone"
          clearable
          data={journeys.map(({ id, flowId, currentNodeId }) => ({
            value: id,
            label: [flows?.find((flow) => flow.id === flowId)?.name ?? 'A flow', currentNodeId]
              .filter(Boolean)
              .join(', at '),
          }))}
          value={entityId}
          onChange={(id) => onChange({ contactId, entityId: id })}
        />
      )}
    </Stack>
  );
}
