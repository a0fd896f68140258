import { Text } from '@mantine/core';

/** Nothing is in a panel that stands among others; it takes a line only. */
export function None({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" px={16} py={12}>
      {children}
    </Text>
  );
}
