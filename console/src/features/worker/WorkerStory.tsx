import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { journeyPath } from '@/features/workflows/journeys/journeyPath';
import { StepSign } from '@/features/workflows/run/StepSign';
import { useNow } from '@/shared/format/useNow';
import type { Sighted } from './demonstrate';
import { story } from './story';
import classes from './Worker.module.css';

interface Props {
  seen: Sighted;
  isPending: boolean;
}

/** What happens to a journey while its worker is away, with the times measured. */
export function WorkerStory({ seen, isPending }: Props) {
  const now = useNow();
  return (
    <>
      <ol className={classes.story} aria-label="What happened" aria-live="polite">
        {story(seen, now).map(({ id, text, after, status }) => (
          <li key={id} className={classes.line} data-status={status}>
            <StepSign status={status === 'running' && !isPending ? 'failed' : status} />
            <Text size="sm">{text}</Text>
            {after && (
              <Text size="xs" c="dimmed" className={classes.after}>
                {after}
              </Text>
            )}
          </li>
        ))}
      </ol>
      {seen.entity && (
        <Anchor component={Link} to={journeyPath(seen.entity)} size="xs">
          Open the journey of {seen.who}
        </Anchor>
      )}
    </>
  );
}
