import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { formatCompact } from '@/shared/format/number';

/** How many human tasks are open. */
export function OpenTasksBadge() {
  const tasks = useQuery(listTasksOptions({ query: { state: 'open', pageSize: 1 } }));
  if (!tasks.data?.total) {
    return null;
  }
  return (
    <Badge size="sm" variant="light" color="iris" radius="sm">
      {formatCompact(tasks.data.total)}
    </Badge>
  );
}
