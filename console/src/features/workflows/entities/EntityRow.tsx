import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { absoluteTime, relativeTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { journeyPath } from '../journeys/journeyPath';
import classes from './EntityList.module.css';

/** Somebody on a flow, and where they stand. */
export function EntityRow({ entity, stage }: { entity: EntityView; stage: string }) {
  const now = useNow();
  const since = entity.endedAt ?? entity.enteredNodeAt;
  return (
    <Link to={journeyPath(entity)} className={classes.row}>
      <div className={classes.words}>
        <Text size="sm" fw={500} truncate>
          {contactName(entity.contact)}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {stage}
          {since && (
            <>
              {' · '}
              <time dateTime={since} title={absoluteTime(since)}>
                {relativeTime(since, now)}
              </time>
            </>
          )}
        </Text>
      </div>
      <StatusBadge status={entity.status} />
    </Link>
  );
}

/** Pixels of a row; the style sheet says the same. */
export const ENTITY_ROW = 52;
