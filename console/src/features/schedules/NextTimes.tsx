import { List, Text } from '@mantine/core';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { timeIn } from './scheduleWords';

/** Times on the clocks of a zone, and how far off each is. */
export function NextTimes({ times, zone }: { times: readonly string[]; zone: string }) {
  return (
    <List size="sm" listStyleType="none" aria-label={`Next times in ${zone}`}>
      {times.map((at) => (
        <List.Item key={at}>
          {timeIn(zone, at)}{' '}
          <Text span c="dimmed" inherit>
            (<RelativeTime at={at} />)
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
