import { Anchor, Text, ThemeIcon } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { RelativeTime } from '@/shared/format/RelativeTime';
import classes from './Minutes.module.css';
import type { Milestone } from './milestones';

interface Props {
  milestones: readonly Milestone[];
  onLeave?: () => void;
}

/** What to do in the first five minutes; ticked is what was really done. */
export function GuideSteps({ milestones, onLeave }: Props) {
  return (
    <ol className={classes.steps} aria-label="First five minutes">
      {milestones.map(({ id, title, hint, to, doneAt }, index) => (
        <li key={id} className={classes.step} data-done={doneAt !== null || undefined}>
          <ThemeIcon
            size={22}
            radius="xl"
            variant="light"
            color={doneAt ? 'teal' : 'gray'}
            role="img"
            aria-label={doneAt ? 'Done' : 'Still to do'}
          >
            {doneAt ? (
              <IconCheck size={13} stroke={2.4} />
            ) : (
              <span className={classes.number}>{index + 1}</span>
            )}
          </ThemeIcon>
          <div>
            <Anchor component={Link} to={to} size="sm" fw={500} c="inherit" onClick={onLeave}>
              {title}
            </Anchor>
            <Text size="xs" c="dimmed">
              {doneAt ? (
                <>
                  Done <RelativeTime at={doneAt} />
                </>
              ) : (
                hint
              )}
            </Text>
          </div>
        </li>
      ))}
    </ol>
  );
}
