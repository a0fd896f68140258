import { Text } from '@mantine/core';
import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './JourneyBoard.module.css';
import { journeyPath } from './journeyPath';

/** Somebody on the board. */
export function JourneyCard({ entity }: { entity: EntityView }) {
  return (
    <Link to={journeyPath(entity)} className={classes.card}>
      <Text size="sm" fw={500} truncate>
        {contactName(entity.contact)}
      </Text>
      <div className={classes.foot}>
        <StatusBadge status={entity.status} />
        <Text size="xs" c="dimmed">
          <RelativeTime at={entity.enteredNodeAt} />
        </Text>
      </div>
    </Link>
  );
}
