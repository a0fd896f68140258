import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { absoluteTime, relativeTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './JourneyBoard.module.css';
import { journeyPath } from './journeyPath';
import { stageName } from './useStages';

interface Props {
  entity: EntityView;
  /** Whether it stands among those that have ended, in no stage any more. */
  isEnded: boolean;
}

/** Somebody on the board. Many of these are drawn while it scrolls, so it is made of little. */
export function JourneyCard({ entity, isEnded }: Props) {
  const now = useNow();
  const at = isEnded ? entity.endedAt : entity.enteredNodeAt;
  return (
    <Link to={journeyPath(entity)} className={classes.card}>
      <div className={classes.name}>{contactName(entity.contact)}</div>
      <div className={classes.foot}>
        {isEnded ? (
          <span className={classes.dimmed}>{stageName([], entity.currentNodeId)}</span>
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
