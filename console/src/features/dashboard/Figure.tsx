import { Group, Skeleton, Text } from '@mantine/core';
import type { IconHome } from '@tabler/icons-react';
import { Link } from 'react-router';
import classes from './Dashboard.module.css';

interface Props {
  label: string;
  value: string | undefined;
  hint?: string;
  /** Whether the figure asks for somebody's attention. */
  alarming?: boolean;
  icon: typeof IconHome;
  to: string;
}

/** One number that matters, which leads to what it counts. */
export function Figure({ label, value, hint, alarming, icon: Icon, to }: Props) {
  return (
    <Link to={to} className={classes.figure}>
      <Group justify="space-between" wrap="nowrap" gap={6} c="dimmed">
        <Text size="xs" fw={500} truncate>
          {label}
        </Text>
        <Icon className={classes.icon} size={15} stroke={1.7} aria-hidden />
      </Group>
      {value === undefined ? (
        <Skeleton height={20} width={56} my={6} />
      ) : (
        <Text className={classes.number} c={alarming ? 'red' : undefined} component="div">
          {value}
        </Text>
      )}
      {hint && (
        <Text size="xs" c="dimmed" truncate>
          {hint}
        </Text>
      )}
    </Link>
  );
}
