import { Text } from '@mantine/core';
import { duration } from './time';
import { useNow } from './useNow';

interface Props {
  startedAt?: string | null;
  completedAt?: string | null;
}

/** How long something took; counts on while it runs. */
export function Duration({ startedAt, completedAt }: Props) {
  const now = useNow();
  if (!startedAt) {
    return (
      <Text span c="dimmed" inherit>
        –
      </Text>
    );
  }
  const end = completedAt ? Date.parse(completedAt) : now;
  return <span>{duration(Math.max(0, end - Date.parse(startedAt)))}</span>;
}
