import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { SkippedInForecast } from '@/client';
import { contactName, contactPath } from '@/features/contacts/contactName';
import { humanize } from '@/shared/format/words';
import { journeyPath } from '../../journeys/journeyPath';
import classes from './Seed.module.css';

interface Props {
  skipped: readonly SkippedInForecast[];
  /** How many are skipped; those that are told may be fewer. */
  count: number;
}

/** Who does not start and why, with the way to the journey that stands in the way. */
export function SkippedList({ skipped, count }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={classes.skipped} tabIndex={0}>
      <Table fz="sm" verticalSpacing={4} aria-label="Skipped contacts">
        <Table.Tbody>
          {skipped.map(({ contactId, entityId, reason, name, email }) => (
            <Table.Tr key={`${contactId} ${entityId}`}>
              <Table.Td>
                {contactId ? (
                  <Anchor component={Link} to={contactPath({ id: contactId })} inherit>
                    {name || email ? contactName({ name, email }) : contactId}
                  </Anchor>
                ) : (
                  entityId
                )}
              </Table.Td>
              <Table.Td>
                {entityId ? (
                  <Anchor component={Link} to={journeyPath({ id: entityId })} inherit>
                    {humanize(reason)}
                  </Anchor>
                ) : (
                  humanize(reason)
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > skipped.length && (
        <Text size="xs" c="dimmed" p={8}>
          and {count - skipped.length} more
        </Text>
      )}
    </div>
  );
}
