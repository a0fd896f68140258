import { Text, type TextProps, Tooltip } from '@mantine/core';
import { absoluteTime, relativeTime } from './time';
import { useNow } from './useNow';

interface Props extends TextProps {
  at: string | null | undefined;
}

/** A moment as people say it, with the exact time behind it. */
export function RelativeTime({ at, ...text }: Props) {
  const now = useNow();
  if (!at) {
    return (
      <Text span c="dimmed" inherit {...text}>
        –
      </Text>
    );
  }
  return (
    <Tooltip label={absoluteTime(at)}>
      <Text span inherit {...text}>
        <time dateTime={at}>{relativeTime(at, now)}</time>
      </Text>
    </Tooltip>
  );
}
