import { Table, Text } from '@mantine/core';
import type { ScheduledFire } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { FireStatus } from '../FireStatus';
import { timeIn } from '../scheduleWords';

/** What became of the last times of a schedule, the newest first. */
export function LastRuns({ fires, zone }: { fires: readonly ScheduledFire[]; zone: string }) {
  if (fires.length === 0) {
    return <EmptyState compact title="It has not been due yet" />;
  }
  return (
    <Table aria-label="Last times" horizontalSpacing="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Due</Table.Th>
          <Table.Th scope="col">Result</Table.Th>
          <Table.Th scope="col">Begun</Table.Th>
          <Table.Th scope="col">Ended</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {fires.map((fire) => (
          <Table.Tr key={fire.fireTime}>
            <Table.Td>{timeIn(zone, fire.fireTime)}</Table.Td>
            <Table.Td>
              <FireStatus fire={fire} />
              {fire.reason && (
                <Text size="xs" c="dimmed">
                  {fire.reason}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{fire.outcome === 'accepted' && <RelativeTime at={fire.at} />}</Table.Td>
            <Table.Td>
              <RelativeTime at={fire.endedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
