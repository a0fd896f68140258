import { Skeleton, Text } from '@mantine/core';
import type { EntityView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { useStages } from '../journeys/useStages';
import classes from './Spine.module.css';

/** The stages of a journey's flow, with where it stands. */
export function Spine({ entity }: { entity: EntityView }) {
  const { query, stages } = useStages(entity.flowId);
  if (query.isPending) {
    return <Skeleton height={48} mb="md" />;
  }
  const here = stages.findIndex(({ value }) => value === entity.currentNodeId);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ol className={classes.spine} aria-label="Spine" tabIndex={0}>
      {stages.map(({ value, label }, index) => (
        <li
          key={value}
          className={classes.stage}
          data-state={index === here ? 'here' : index < here ? 'passed' : 'ahead'}
          aria-current={index === here ? 'step' : undefined}
        >
          {label}
          {index === here && (
            <Text size="xs" c="dimmed" fw={400}>
              since <RelativeTime at={entity.enteredNodeAt} />
            </Text>
          )}
        </li>
      ))}
    </ol>
  );
}
