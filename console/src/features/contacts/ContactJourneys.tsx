import { Skeleton, Text } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { listEntitiesOptions, listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { useStageNames } from '@/features/workflows/journeys/useStageNames';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { StatusBadge } from '@/shared/status/StatusBadge';

/** The journeys of a contact, the newest first. */
export function ContactJourneys({ contactId }: { contactId: string }) {
  const entities = useQuery(
    listEntitiesOptions({ query: { contactId, sort: '-createdAt', pageSize: 10 } }),
  );
  const stages = useStageNames((entities.data?.data ?? []).map(({ flowId }) => flowId));
  const flows = useQuery({
    ...listFlowsOptions({ query: { kind: 'bmc', pageSize: 200 } }),
    enabled: Boolean(entities.data?.total),
  }).data?.data;
  return (
    <Panel title="Journeys" flush>
      {entities.isPending && <Skeleton height={60} radius={0} />}
      {entities.data?.total === 0 && (
        <EmptyState compact icon={IconRoute} title="On no journey yet" />
      )}
      <ul className={classes.rows}>
        {entities.data?.data.map((entity) => (
          <li key={entity.id}>
            <Link to={`/workflows/journeys/${entity.id}`} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {stages(entity.flowId, entity.currentNodeId)}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {flows?.find(({ id }) => id === entity.flowId)?.name ?? 'A flow'} ·{' '}
                  <RelativeTime at={entity.createdAt} />
                </Text>
              </div>
              <StatusBadge status={entity.status} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
