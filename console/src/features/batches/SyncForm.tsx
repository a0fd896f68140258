import { Anchor, Button, FileInput, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { SyncSubType } from '@/client';
import { faultOf, faultWithin } from '@/shared/api/ApiError';
import { Loading } from '@/shared/feedback/Loading';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { RunStarted } from './RunStarted';
import { startSync } from './startSync';
import { kindsOf, SYNC_KINDS } from './syncKinds';
import { useSyncSources } from './useSyncSources';

interface Props {
  start?: { sourceId: string | null; kind: SyncSubType } | undefined;
  contactIds?: string[] | undefined;
  onClose: () => void;
}

/** What a sync reads and how much, then the way to its run. */
export function SyncForm({ start, contactIds, onClose }: Props) {
  const refresh = useRefresh();
  const { sources, isPending: isLooking } = useSyncSources();
  const fitting = contactIds ? sources.filter(({ toolkit }) => toolkit === 'x') : sources;
  const [sourceKey, setSource] = useState(start ? keyOf(start.sourceId) : undefined);
  const [asked, setKind] = useState<SyncSubType | null>(start?.kind ?? null);
  const [maxPages, setPages] = useState<number | string>('');
  const [maxContacts, setContacts] = useState<number | string>('');
  const [file, setFile] = useState<File | null>(null);
  const source = fitting.find(({ id }) => keyOf(id) === sourceKey) ?? fitting[0];
  const kinds = source ? (contactIds ? (['x_enrich'] as const) : kindsOf(source)) : [];
  const kind = kinds.find((each) => each === asked) ?? kinds[0];
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: startSync,
    onSuccess: () => refresh('listRuns', 'listSyncCursors'),
    ...FIELDS_SHOW_FAULTS,
  });
  if (data && kind) {
    return (
      <RunStarted runId={data.runId} onClose={onClose}>
        The sync of {SYNC_KINDS[kind].label.toLowerCase()} has begun.
      </RunStarted>
    );
  }
  if (isLooking) {
    return <Loading />;
  }
  if (!source || !kind) {
    return (
      <Text size="sm">
        No account of X is connected by which profiles can be read.{' '}
        <Anchor
          component={Link}
          to="/settings/connections"
          inherit
          underline="always"
          onClick={onClose}
        >
          Connect one
        </Anchor>{' '}
        first.
      </Text>
    );
  }
  const { explains, ofPeople, paid, fromFile: isExport } = SYNC_KINDS[kind];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({
      kind,
      platformAccountId: source.id,
      limits: { maxPages: limit(maxPages), maxContacts: ofPeople ? limit(maxContacts) : undefined },
      contactIds,
      file,
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Select
          label="Account"
          allowDeselect={false}
          data={fitting.map(({ id, name }) => ({ value: keyOf(id), label: name }))}
          value={keyOf(source.id)}
          error={faultOf(error, '/platformAccountId')}
          onChange={(chosen) => chosen !== null && setSource(chosen)}
        />
        <Select
          label="What to read"
          description={
            contactIds
              ? `${explains} This time: ${plural(contactIds.length, 'contact')}.`
              : explains
          }
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          allowDeselect={false}
          data={kinds.map((value) => ({ value, label: SYNC_KINDS[value].label }))}
          value={kind}
          error={faultOf(error, '/type') ?? faultWithin(error, '/contactIds')}
          onChange={(chosen) => setKind(chosen)}
        />
        {isExport ? (
          <ExportField file={file} onFile={setFile} error={faultOf(error, '')} />
        ) : (
          <Group grow align="flex-start">
            <LimitField
              label="Pages at most"
              value={maxPages}
              error={faultOf(error, '/maxPages')}
              onChange={setPages}
            />
            {ofPeople && (
              <LimitField
                label="Contacts at most"
                value={maxContacts}
                error={faultOf(error, '/maxContacts')}
                onChange={setContacts}
              />
            )}
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {paid && `${paid} The run says what it cost. `}
          {!isExport && 'The next sync goes on where this one ends.'}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={isExport && !file}>
            Sync
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The name of a source in the choice; none of a connection where it has none. */
const keyOf = (id: string | null) => id ?? 'export';

const limit = (value: number | string) => (typeof value === 'number' ? value : undefined);

interface LimitProps {
  label: string;
  value: number | string;
  error: string | undefined;
  onChange: (value: number | string) => void;
}

/** A bound of a sync; empty for everything. */
function LimitField(props: LimitProps) {
  return <NumberInput placeholder="All" min={1} allowDecimal={false} {...props} />;
}

interface ExportProps {
  file: File | null;
  onFile: (file: File | null) => void;
  error: string | undefined;
}

/** The file that LinkedIn sends, and what becomes of it. */
function ExportField({ file, onFile, error }: ExportProps) {
  return (
    <FileInput
      label="Export of LinkedIn"
      description="Ask LinkedIn for your connections under Settings, Data privacy, Get a copy of your data. Take the zip as it is, or the Connections.csv in it. People are matched by their profile, then by their address; nobody is deleted, and what you wrote yourself stays."
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="Choose the zip or Connections.csv"
      accept=".csv,.zip,text/csv,application/zip"
      clearable
      clearButtonProps={{ 'aria-label': 'Take the file away' }}
      leftSection={<IconFileTypeCsv size={16} />}
      value={file}
      error={error}
      onChange={onFile}
    />
  );
}
