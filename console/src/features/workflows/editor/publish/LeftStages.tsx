import { Alert, List } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { DraftGraph, Stage } from '@/client';
import { formatCount, plural } from '@/shared/format/number';
import { liveIn } from '../../journeys/ended';
import { choicesOf } from '../../journeys/useStages';
import { isUx, nodesOf } from '../model/document';

interface Props {
  graph: DraftGraph;
  stages: readonly Stage[];
}

/** Who stands at stages that the draft does not have any more, and what becomes of them. */
export function LeftStages({ graph, stages }: Props) {
  const kept = new Set(
    nodesOf(graph)
      .filter(isUx)
      .map(({ id }) => id),
  );
  const left = stages.filter((stage) => !kept.has(stage.uxNodeId) && liveIn(stage) > 0);
  const people = left.reduce((sum, stage) => sum + liveIn(stage), 0);
  if (people === 0) {
    return null;
  }
  return (
    <Alert
      color="orange"
      icon={<IconUsers size={18} />}
      title={`${plural(people, 'person stands', 'people stand')} at stages that are gone`}
    >
      <List size="sm" mb={6}>
        {choicesOf(left).map(({ value, label, live }) => (
          <List.Item key={value}>
            {label}: {formatCount(live)}
          </List.Item>
        ))}
      </List>
      They go on in the version that they are in, which keeps these stages. Whoever starts from now
      on takes the new one.
    </Alert>
  );
}
