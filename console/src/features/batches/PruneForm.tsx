import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { pruneContacts } from '@/client';
import { CONTACT_VARIABLES } from '@/features/campaigns/steps/stepVariables';
import type { Chosen } from '@/features/contacts/choice/selection';
import { VariablesContext } from '@/features/workflows/editor/config/VariablesContext';
import { ConditionInput } from '@/features/workflows/editor/rules/ConditionInput';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';
import { PruneForecast } from './PruneForecast';
import { PRUNE_REASONS } from './pruneCriteria';
import { RunStarted } from './RunStarted';
import { useWhom } from './useWhom';
import { WhomField } from './WhomField';

const OWN = 'own';

const REASONS = [
  ...PRUNE_REASONS.map(({ label, criteria }) => ({ value: criteria as string, label })),
  { value: OWN, label: 'A condition of my own' },
];

interface Props {
  chosen?: Chosen | undefined;
  onClose: () => void;
}

/** Archives contacts that have no place here, once somebody has seen who they are. */
export function PruneForm({ chosen: preset, onClose }: Props) {
  const refresh = useRefresh();
  const whom = useWhom(preset);
  const [reason, setReason] = useState<string>(PRUNE_REASONS[0].criteria);
  const [expression, setExpression] = useState('');
  const criteria = (reason === OWN ? expression : reason).trim();
  const request = { criteria, ...whom.chosen };
  // A forecast is of what was asked then; it counts for nothing once something else is asked.
  const asked = JSON.stringify(request);
  const look = useMutation({
    mutationFn: async () => {
      const { data } = await pruneContacts({
        body: { ...request, dryRun: true },
        throwOnError: true,
      });
      return { asked, forecast: 'matched' in data ? data : null };
    },
    ...FIELDS_SHOW_FAULTS,
  });
  const prune = useMutation({
    mutationFn: async () => {
      const { data } = await pruneContacts({ body: request, throwOnError: true });
      return 'runId' in data ? data.runId : null;
    },
    onSuccess: () => refresh('listRuns'),
    ...FIELDS_SHOW_FAULTS,
  });
  const forecast = look.data?.asked === asked ? look.data.forecast : null;
  const error = prune.error ?? look.error;
  if (prune.data) {
    return (
      <RunStarted runId={prune.data} onClose={onClose}>
        Contacts are being archived. The run can be undone when it has ended.
      </RunStarted>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (forecast) {
      prune.mutate();
    } else {
      prune.reset();
      look.mutate();
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <WhomField whom={whom} error={error} />
        <Select
          label="Archive them when"
          allowDeselect={false}
          data={REASONS}
          value={reason}
          error={reason === OWN ? undefined : faultWithin(error, '/criteria')}
          onChange={(chosen) => chosen && setReason(chosen)}
        />
        {reason === OWN && (
          <VariablesContext value={CONTACT_VARIABLES}>
            <ConditionInput
              label="Expression"
              description="CEL over contact and now that is true for who is archived."
              value={expression}
              error={faultWithin(error, '/criteria')}
              onChange={setExpression}
            />
          </VariablesContext>
        )}
        {forecast ? (
          <PruneForecast forecast={forecast} />
        ) : (
          <Text size="sm" c="dimmed">
            First look who that is: nobody is archived by looking. Archived contacts keep all that
            is known of them, start no journeys, and can be taken back.
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={forecast ? 'red' : undefined}
            loading={look.isPending || prune.isPending}
            disabled={criteria === '' || forecast?.matched === 0}
          >
            {forecast ? `Archive ${plural(forecast.matched, 'contact')}` : 'Look who that is'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
