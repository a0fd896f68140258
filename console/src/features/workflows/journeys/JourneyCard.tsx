import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { absoluteTime, relativeTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './JourneyBoard.module.css';
import { journeyPath } from './journeyPath';

interface Props extends Omit<ComponentProps<typeof Link>, 'to' | 'className' | 'children'> {
  entity: EntityView;
  /** The name of the stage that it ended at; none while it stands in the stage of its column. */
  endedAt?: string | undefined;
  /** Whether it is about to be elsewhere. */
  faded?: boolean;
}

/** Somebody on the board. Many of these are drawn while it scrolls, so it is made of little. */
export function JourneyCard({ entity, endedAt, faded, ...link }: Props) {
  const now = useNow();
  const at = endedAt ? entity.endedAt : entity.enteredNodeAt;
  return (
    <Link
      to={journeyPath(entity)}
      className={classes.card}
      data-faded={faded || undefined}
      {...link}
    >
      <div className={classes.name}>{contactName(entity.contact)}</div>
      <div className={classes.foot}>
        {endedAt ? (
          <span className={classes.dimmed}>{endedAt}</span>
        ) : (
          <StatusBadge status={entity.status} />
        )}
        {at && (
          <time className={classes.dimmed} dateTime={at} title={absoluteTime(at)}>
            {relativeTime(at, now)}
          </time>
        )}
      </div>
    </Link>
  );
}
