import { Badge, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { Duration } from '@/shared/format/Duration';
import { plural } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { byWhom, humanize } from '@/shared/format/words';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { toneOf } from '@/shared/status/tones';
import { RunActsMenu } from './RunActsMenu';
import classes from './RunCard.module.css';
import { RunProgress } from './RunProgress';
import { countsOf, type RunCounts } from './runCounts';
import { runPath } from './runPath';
import { waitingWords } from './runWords';

interface Props {
  run: RunView;
  /** Whether the status is to be read off the card, where its place does not tell it. */
  badged?: boolean;
}

/** A run on a board: what it is, how far it is, what can be done to it. */
export function RunCard({ run, badged }: Props) {
  const counts = countsOf(run);
  return (
    <article className={classes.card} aria-label={run.name}>
      <Group gap={8} wrap="nowrap">
        <RunTypeIcon type={run.workflowType} size={22} />
        <Link to={runPath(run.id)} className={classes.name} title={run.name}>
          {run.name}
        </Link>
        <div className={classes.menu}>
          <RunActsMenu run={run} />
        </div>
      </Group>
      {run.contact && (
        <Text size="xs" c="dimmed" truncate>
          for {contactName(run.contact)}
        </Text>
      )}
      {counts.total > 0 && <RunProgress label={`Progress of ${run.name}`} counts={counts} />}
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>
          {describe(run, counts)}
          {counts.errors > 0 && (
            <Text span c="red" inherit>
              {' '}
              · {plural(counts.errors, 'error')}
            </Text>
          )}
        </Text>
        {badged ? (
          <Badge size="sm" variant="light" radius="sm" tt="none" color={toneOf(run.status)}>
            {humanize(run.status)}
          </Badge>
        ) : (
          <Text size="xs" c="dimmed" style={{ flex: 'none' }}>
            <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        <RelativeTime at={run.createdAt} /> {byWhom(run.startedBy)}
      </Text>
    </article>
  );
}

/** What it waits for, how far it is, or what it is when it counts nothing. */
function describe(run: RunView, counts: RunCounts): string {
  const waiting = waitingWords(run);
  if (waiting) {
    return waiting;
  }
  if (counts.total > 0) {
    return `${counts.processed} of ${counts.total}`;
  }
  return RUN_TYPES[run.workflowType].label;
}
