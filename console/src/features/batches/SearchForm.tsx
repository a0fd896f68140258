import { Button, Group, NumberInput, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { searchContacts } from '@/client';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { ModelField } from './ModelField';
import { RunStarted } from './RunStarted';

/** Pages that are read unless somebody says otherwise, and at most. */
const USUAL_RESULTS = 10;
const MAX_RESULTS = 100;

/** Searches the web for people and organisations. */
export function SearchForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [query, setQuery] = useState('');
  const [maxResults, setMaxResults] = useState<number | string>(USUAL_RESULTS);
  const [create, setCreate] = useState(true);
  const [tags, setTags] = useState<string[]>([]);
  const [model, setModel] = useState('');
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async () =>
      (
        await searchContacts({
          body: {
            query: query.trim(),
            maxResults: typeof maxResults === 'number' ? maxResults : USUAL_RESULTS,
            create,
            tags: create ? tags : [],
            model: model.trim() || null,
          },
          throwOnError: true,
        })
      ).data,
    onSuccess: () => refresh('listRuns'),
    ...FIELDS_SHOW_FAULTS,
  });
  if (data) {
    return (
      <RunStarted runId={data.runId} onClose={onClose}>
        The search for “{query.trim()}” has begun.
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
        <TextInput
          label="What to search for"
          description="As you would type it into a search engine, e.g. bakeries in Hamburg."
          data-autofocus
          value={query}
          error={faultWithin(error, '/query')}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <NumberInput
          label="Pages to read at most"
          min={1}
          max={MAX_RESULTS}
          allowDecimal={false}
          value={maxResults}
          error={faultWithin(error, '/maxResults')}
          onChange={setMaxResults}
        />
        <Switch
          label="Make contacts of who is found"
          description="Who is known already is left as it is. Without this, the run only shows what it found."
          checked={create}
          onChange={(event) => setCreate(event.currentTarget.checked)}
        />
        {create && (
          <TagsInput
            label="Tags of the new contacts"
            placeholder={tags.length === 0 ? 'Type and press Enter' : undefined}
            value={tags}
            error={faultWithin(error, '/tags')}
            onChange={setTags}
          />
        )}
        <ModelField value={model} onChange={setModel} error={faultWithin(error, '/model')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={query.trim() === ''}>
            Search
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
