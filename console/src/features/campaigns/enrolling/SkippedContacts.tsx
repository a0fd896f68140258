import { Anchor, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { SkippedContact } from '@/client';
import { getContactOptions } from '@/client/@tanstack/react-query.gen';
import { contactName, contactPath } from '@/features/contacts/contactName';
import { formatCount } from '@/shared/format/number';
import classes from './Enrolling.module.css';
import { skipWords } from './skipWords';

/** How many are named: each is read by itself. */
const NAMED = 20;

interface Props {
  skipped: readonly SkippedContact[];
  /** How many are skipped; those that are told may be fewer. */
  count: number;
}

/** Who is not enrolled, and why. */
export function SkippedContacts({ skipped, count }: Props) {
  const named = skipped.slice(0, NAMED);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={classes.skipped} tabIndex={0}>
      <Table fz="sm" verticalSpacing={4} aria-label="Skipped contacts">
        <Table.Tbody>
          {named.map(({ contactId, reason }) => (
            <Table.Tr key={contactId}>
              <Table.Td>{contactId && <Skipped id={contactId} />}</Table.Td>
              <Table.Td>{skipWords(reason)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > named.length && (
        <Text size="xs" c="dimmed" p={8}>
          and {formatCount(count - named.length)} more
        </Text>
      )}
    </div>
  );
}

function Skipped({ id }: { id: string }) {
  const { data, isError } = useQuery(getContactOptions({ path: { id } }));
  if (!data) {
    return <span>{isError ? id : '…'}</span>;
  }
  return (
    <Anchor component={Link} to={contactPath(data)} inherit>
      {contactName(data)}
    </Anchor>
  );
}
