import { Stack, Text, ThemeIcon } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

interface Props {
  title: string;
  children?: ReactNode;
  icon?: ComponentType<{ size?: number; stroke?: number }>;
  action?: ReactNode;
  /** Takes little room: inside a panel among others. */
  compact?: boolean;
}

/** Nothing is here: why that may be, and what to do about it. */
export function EmptyState({ title, children, icon: Icon = IconInbox, action, compact }: Props) {
  return (
    <Stack align="center" gap="xs" py={compact ? 24 : 56} px="lg" ta="center">
      <ThemeIcon variant="light" color="gray" size={44} radius="md">
        <Icon size={22} stroke={1.6} />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      {children && (
        <Text c="dimmed" size="sm" maw={420}>
          {children}
        </Text>
      )}
      {action && <div>{action}</div>}
    </Stack>
  );
}
