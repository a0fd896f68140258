import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { contactName, contactPath } from '@/features/contacts/contactName';

/** Whom a run is for. */
export function RunSubject({ contact }: { contact: NonNullable<RunView['contact']> }) {
  return (
    <Anchor component={Link} to={contactPath(contact)} inherit>
      {contactName(contact)}
    </Anchor>
  );
}
