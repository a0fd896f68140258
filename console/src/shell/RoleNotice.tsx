import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getSessionOptions } from '@/client/@tanstack/react-query.gen';
import classes from './Shell.module.css';

/** Tells whoever may only look why no acts are offered. */
export function RoleNotice() {
  const session = useQuery(getSessionOptions());
  if (session.data?.role !== 'viewer') {
    return null;
  }
  return (
    <Text size="xs" c="dimmed" px={9} className={classes.extra}>
      You may look, not change: your role is viewer.
    </Text>
  );
}
