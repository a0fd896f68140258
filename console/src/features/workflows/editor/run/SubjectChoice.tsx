import { Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listEntitiesOptions, listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { ContactSelect } from '@/features/contacts/ContactSelect';
import { ENDED } from '../../journeys/ended';
import { useStageNames } from '../../journeys/useStageNames';
import type { RunSubject } from './startRun';

interface Props {
  subject: RunSubject;
  /** Whether steps of the flow fail without a contact. */
  required: boolean;
  onChange: (subject: RunSubject) => void;
}

/** Whom a run is for: a contact, by itself or on one of its journeys. */
export function SubjectChoice({ subject, required, onChange }: Props) {
  const { contactId, entityId } = subject;
  const journeys = useQuery({
    ...listEntitiesOptions({ query: { contactId: contactId ?? '', pageSize: 100 } }),
    enabled: contactId !== null,
  }).data?.data.filter(({ status }) => !ENDED.includes(status));
  const flows = useQuery({
    ...listFlowsOptions({ query: { kind: 'bmc', pageSize: 200 } }),
    enabled: Boolean(journeys?.length),
  }).data?.data;
  const stages = useStageNames((journeys ?? []).map(({ flowId }) => flowId));
  return (
    <Stack gap="sm" component="section" aria-label="Contact">
      <ContactSelect
        description={
          required
            ? 'Steps of this flow are about a contact.'
            : 'Steps of this flow look at the contact, where there is one.'
        }
        required={required}
        clearable={!required}
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
            label: [
              flows?.find((flow) => flow.id === flowId)?.name ?? 'A flow',
              currentNodeId && stages(flowId, currentNodeId),
            ]
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
