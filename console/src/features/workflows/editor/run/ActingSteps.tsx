import { Alert, List, Text } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import type { RunPlan } from './startRun';

interface Props {
  plan: RunPlan;
  usesPins: boolean;
}

/** Says before a run what of it is no test: the steps that reach the outside, or change data. */
export function ActingSteps({ plan, usesPins }: Props) {
  const pinned = new Set(usesPins ? plan.pinned.map(({ id }) => id) : []);
  const acting = plan.acting.filter(({ id }) => !pinned.has(id));
  if (acting.length === 0) {
    return null;
  }
  return (
    <Alert color="yellow" icon={<IconBolt size={18} />} title="This really happens">
      <List size="sm">
        {acting.map(({ id, label, title }) => (
          <List.Item key={id}>{label === title ? title : `${label}: ${title}`}</List.Item>
        ))}
      </List>
      {plan.only === null && (
        <Text size="sm" mt={6}>
          A step whose output is pinned is not carried out in tests.
        </Text>
      )}
    </Alert>
  );
}
