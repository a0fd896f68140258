import { Spoiler, Text } from '@mantine/core';

/** Pixels of three lines. */
const SHORT = 56;

/** A text of people or machines: what is longer than three lines is shown whole on demand. */
export function LongText({ children }: { children: string }) {
  return (
    <Spoiler maxHeight={SHORT} showLabel="Show all" hideLabel="Show less" fz="xs">
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {children}
      </Text>
    </Spoiler>
  );
}
