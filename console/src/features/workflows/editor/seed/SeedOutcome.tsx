import { Alert, Anchor, Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { BulkStatus, Flow, Seeded } from '@/client';
import { getBulkOperationOptions } from '@/client/@tanstack/react-query.gen';
import type { ChosenContacts } from '@/features/contacts/ContactsTable';
import { contactName, contactPath } from '@/features/contacts/contactName';
import { formatCount, plural } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { JOURNEYS } from '../../journeys/journeyPath';

/** Milliseconds between two looks at a seeding that goes on: no event tells of its progress. */
const LOOK_AGAIN = 1000;

const ENDED: readonly BulkStatus[] = ['completed', 'failed', 'cancelled'];

interface Props {
  flow: Flow;
  seeded: Seeded;
  /** Who was chosen, to call those by name who did not start. */
  chosen: ChosenContacts;
  onClose: () => void;
}

/** How many start, how far that is, and who does not start and why. */
export function SeedOutcome({ flow, seeded, chosen, onClose }: Props) {
  const bulk = useQuery({
    ...getBulkOperationOptions({ path: { id: seeded.bulkOperationId } }),
    refetchInterval: ({ state }) =>
      state.data && ENDED.includes(state.data.status) ? false : LOOK_AGAIN,
  }).data;
  const processed = bulk?.processed ?? 0;
  const total = bulk?.total ?? seeded.accepted;
  const skipped = bulk && bulk.skipped.length > 0 ? bulk.skipped : seeded.skipped;
  const skippedCount = Math.max(bulk?.skippedCount ?? 0, seeded.skippedCount);
  return (
    <Stack>
      <Group justify="space-between" role="status">
        <Text size="sm">
          {plural(seeded.accepted, 'journey')} accepted, {formatCount(skippedCount)} skipped
        </Text>
        {bulk && <StatusBadge status={bulk.status} />}
      </Group>
      <Progress
        value={total > 0 ? (processed / total) * 100 : 100}
        aria-label={`${formatCount(processed)} of ${formatCount(total)} started`}
      />
      {bulk?.error && <Alert color="red">{bulk.error}</Alert>}
      {skipped.length > 0 && (
        <Table fz="sm" aria-label="Skipped contacts">
          <Table.Tbody>
            {skipped.map(({ contactId, entityId, reason }) => {
              const contact = contactId ? chosen.get(contactId) : undefined;
              return (
                <Table.Tr key={`${contactId} ${entityId}`}>
                  <Table.Td>
                    {contactId ? (
                      <Anchor component={Link} to={contactPath({ id: contactId })} inherit>
                        {contact ? contactName(contact) : contactId}
                      </Anchor>
                    ) : (
                      entityId
                    )}
                  </Table.Td>
                  <Table.Td>{humanize(reason)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
      <Group justify="flex-end">
        <Button component={Link} to={`${JOURNEYS}?flowId=${flow.id}`} variant="default">
          Show the journeys
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
