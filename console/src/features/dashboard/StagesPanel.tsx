import { Anchor, Group, Skeleton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { ToBlueprints } from '@/features/blueprints/ToBlueprints';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Panel } from '@/shared/layout/Panel';
import { BUSINESS_FLOWS } from './businessFlows';
import { FlowStages } from './FlowStages';

/** Business flows that are shown; the page of journeys has all of them. */
const SHOWN = 4;

/** Where the journeys of the business flows stand. */
export function StagesPanel() {
  const flows = useQuery(
    listFlowsOptions({ query: { kind: 'bmc', sort: '-updatedAt', pageSize: SHOWN } }),
  );
  return (
    <Panel
      title="Journeys by stage"
      flush
      end={
        <Group gap="sm">
          <Anchor component={Link} to={BUSINESS_FLOWS} size="xs">
            All flows
          </Anchor>
          <Anchor component={Link} to="/workflows/journeys" size="xs">
            All journeys
          </Anchor>
        </Group>
      }
    >
      {flows.isPending && <Skeleton height={120} radius={0} />}
      {flows.isError && <ErrorState error={flows.error} onRetry={() => flows.refetch()} />}
      {flows.data?.data.map((flow) => (
        <FlowStages key={flow.id} flow={flow} />
      ))}
      {flows.data?.total === 0 && (
        <EmptyState icon={IconRoute} title="No business flows yet" action={<ToBlueprints />}>
          A business flow says which stages a contact goes through.
        </EmptyState>
      )}
    </Panel>
  );
}
