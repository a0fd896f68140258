import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { EntityView } from '@/client';
import { listJourneyEventsOptions } from '@/client/@tanstack/react-query.gen';
import { Since } from '@/shared/format/Since';
import { useStages } from '../journeys/useStages';
import classes from './Spine.module.css';

/** Moves that are looked through for the stages that were visited; the newest of a long journey. */
const MOVES = 200;

/** The stages of a journey's flow: where it stands, and which it has been through. */
export function Spine({ entity }: { entity: EntityView }) {
  const { query, stages } = useStages(entity.flowId);
  const events = useQuery(
    listJourneyEventsOptions({ path: { id: entity.id }, query: { pageSize: MOVES, sort: '-seq' } }),
  );
  if (query.isPending) {
    return <Skeleton height={48} mb="md" />;
  }
  const visited = new Set(events.data?.data.map(({ toNode }) => toNode));
  const stateOf = (stage: string) =>
    stage === entity.currentNodeId ? 'here' : visited.has(stage) ? 'passed' : 'other';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className={classes.spine} aria-label="Spine" tabIndex={0}>
      {stages.map(({ value, label }) => (
        <li
          key={value}
          className={classes.stage}
          data-state={stateOf(value)}
          aria-current={stateOf(value) === 'here' ? 'step' : undefined}
        >
          {label}
          {stateOf(value) === 'here' && (
            <Text size="xs" c="dimmed" fw={400}>
              <Since at={entity.enteredNodeAt} />
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
