import { Alert, Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUpload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Flow, RunRequest, SeedingForecast } from '@/client';
import { ContactsTable } from '@/features/contacts/ContactsTable';
import { chosenOf } from '@/features/contacts/choice/selection';
import { useContactSelection } from '@/features/contacts/choice/useContactSelection';
import { ImportModal } from '@/features/contacts/ImportModal';
import { useLocalContactList } from '@/features/contacts/useContactList';
import { plural } from '@/shared/format/number';
import { SelectionBar } from '@/shared/list/choice/SelectionBar';
import { ForecastSummary } from './ForecastSummary';
import classes from './Seed.module.css';
import { SeedWarnings } from './SeedWarnings';
import { StageSelect } from './StageSelect';
import { useForecast } from './useForecast';
import { usePresence } from './usePresence';

interface Props {
  flow: Flow;
  isStarting: boolean;
  onStart: (request: RunRequest, forecast: SeedingForecast | undefined) => void;
  onClose: () => void;
}

/** Who starts, and where, with what would come of it. */
export function SeedChoice({ flow, isStarting, onStart, onClose }: Props) {
  const contacts = useLocalContactList();
  const { stages, note } = usePresence(flow.id);
  const [stage, setStage] = useState<string | null>(null);
  const [isImporting, importing] = useDisclosure(false);
  const selecting = useContactSelection(contacts);
  const { selection, select, chosen, choose } = selecting;
  const request = useMemo(() => {
    const who = chosenOf(selection);
    return who && { ...who, ...(stage && { uxNodeId: stage }) };
  }, [selection, stage]);
  const { forecast, error, isSettled } = useForecast(flow.id, request);
  return (
    <Stack gap="sm">
      <SeedWarnings flow={flow} />
      <Group justify="space-between">
        <SelectionBar noun="contact" selecting={selecting} ask="Choose who starts" />
        <Button
          size="xs"
          variant="default"
          leftSection={<IconUpload size={14} />}
          onClick={importing.open}
        >
          Import CSV
        </Button>
      </Group>
      <div className={classes.contacts}>
        <ContactsTable contacts={contacts} chosen={chosen} onChoose={choose} note={note} />
      </div>
      {request && !error && <ForecastSummary forecast={forecast} />}
      {error && (
        <Alert color="red" role="alert" title="These cannot be started">
          {error.message}
        </Alert>
      )}
      <Group justify="space-between" align="end">
        <StageSelect stages={stages} value={stage} onChange={setStage} />
        <Group gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={!request || !isSettled || forecast?.accepted === 0}
            loading={isStarting}
            onClick={() => request && onStart(request, forecast)}
          >
            {forecast ? `Start ${plural(forecast.accepted, 'journey')}` : 'Start journeys'}
          </Button>
        </Group>
      </Group>
      <ImportModal
        stackId="import"
        opened={isImporting}
        onClose={importing.close}
        onImported={({ contactIds }) => {
          contacts.list.clear();
          select((known) => ({
            kind: 'some',
            ids: new Set([...(known.kind === 'some' ? known.ids : []), ...contactIds]),
          }));
        }}
      />
    </Stack>
  );
}
