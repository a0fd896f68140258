import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a section of the settings is for, and its main act. */
export function SectionIntro({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" mb="sm" align="flex-start">
      <Text size="sm" c="dimmed" maw={640}>
        {children}
      </Text>
      {action && <Box flex="none">{action}</Box>}
    </Group>
  );
}
