import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { runPath } from '@/features/workflows/runs/runPath';

/** The run that has a workspace, by its name. */
export function WorkspaceUser({ runId }: { runId: string }) {
  const { data } = useQuery(getRunOptions({ path: { id: runId }, query: { steps: 'false' } }));
  return (
    <Anchor component={Link} to={runPath(runId)} size="sm">
      {data?.name ?? runId}
    </Anchor>
  );
}
