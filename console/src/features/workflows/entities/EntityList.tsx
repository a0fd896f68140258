import { Skeleton } from '@mantine/core';
import { IconRoute } from '@tabler/icons-react';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { VirtualList } from '@/shared/list/VirtualList';
import { choicesOf, stageName } from '../journeys/useStages';
import classes from './EntityList.module.css';
import { ENTITY_ROW, EntityRow } from './EntityRow';
import { type EntityFilter, useFlowEntities } from './flowEntities';

interface Props {
  flowId: string;
  filter?: EntityFilter;
}

/** Who is, or was, on a flow: where they stand and how they are, as it changes. */
export function EntityList({ flowId, filter }: Props) {
  const { source, query } = useFlowEntities(flowId, true, filter);
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!query.data) {
    return <Skeleton height={ENTITY_ROW * 3} radius={0} />;
  }
  const { total, stages } = query.data;
  if (total === 0) {
    return (
      <EmptyState compact icon={IconRoute} title="Nobody here">
        {filter ? 'Nobody fits the search and the stage.' : 'Nobody has been started on this flow.'}
      </EmptyState>
    );
  }
  const choices = choicesOf(stages);
  return (
    <VirtualList source={source} total={total} rowHeight={ENTITY_ROW} className={classes.list}>
      {(entity) => <EntityRow entity={entity} stage={stageName(choices, entity.currentNodeId)} />}
    </VirtualList>
  );
}
