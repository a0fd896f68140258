import { Button, Checkbox, Group, MultiSelect, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { enrichContacts } from '@/client';
import type { Chosen } from '@/features/contacts/choice/selection';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { ModelField } from './ModelField';
import { RunStarted } from './RunStarted';
import { useWhom } from './useWhom';
import { WhomField } from './WhomField';

const FIELDS = [
  { value: 'name', label: 'Name' },
  { value: 'title', label: 'Job title' },
  { value: 'company', label: 'Company' },
  { value: 'phone', label: 'Phone' },
  { value: 'email', label: 'Email' },
];

const USUAL_FIELDS = ['name', 'title', 'company', 'phone'];

const SOURCES = [
  { value: 'website', label: 'Their website', explains: 'Pages at the domain of their address.' },
  { value: 'search', label: 'A web search', explains: 'Pages that a search engine finds.' },
  {
    value: 'x',
    label: 'X',
    explains: 'Their profile, when an account of X is connected. X charges for it.',
  },
];

interface Props {
  /** Who was chosen before. */
  chosen?: Chosen | undefined;
  onClose: () => void;
}

/** Looks for what is missing about contacts. */
export function EnrichForm({ chosen: preset, onClose }: Props) {
  const refresh = useRefresh();
  const whom = useWhom(preset);
  const [fields, setFields] = useState(USUAL_FIELDS);
  const [sources, setSources] = useState(['website', 'search']);
  const [model, setModel] = useState('');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () =>
      (
        await enrichContacts({
          body: { ...whom.chosen, fields, sources, model: model.trim() || null },
          throwOnError: true,
        })
      ).data,
    onSuccess: () => refresh('listRuns'),
    ...FIELDS_SHOW_FAULTS,
  });
  if (data) {
    return (
      <RunStarted runId={data.runId} onClose={onClose}>
        The run looks for what is missing about {plural(whom.count ?? 0, 'contact')}.
      </RunStarted>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <WhomField whom={whom} error={error} />
        <MultiSelect
          label="What to look for"
          description="Only what is empty is filled in; what somebody wrote stays."
          data={FIELDS}
          value={fields}
          error={faultWithin(error, '/fields')}
          onChange={setFields}
        />
        <Checkbox.Group
          label="Where to look"
          value={sources}
          error={faultWithin(error, '/sources')}
          onChange={setSources}
        >
          <Stack gap={8} mt={6}>
            {SOURCES.map(({ value, label, explains }) => (
              <Checkbox key={value} value={value} label={label} description={explains} />
            ))}
          </Stack>
        </Checkbox.Group>
        <ModelField value={model} onChange={setModel} error={faultWithin(error, '/model')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={fields.length === 0 || sources.length === 0 || !whom.count}
          >
            {whom.count === undefined ? 'Enrich' : `Enrich ${plural(whom.count, 'contact')}`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
