import { useDroppable } from '@dnd-kit/core';
import { Skeleton, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { listEntities } from '@/client';
import { listEntitiesQueryKey } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount } from '@/shared/format/number';
import { VirtualList } from '@/shared/list/VirtualList';
import { StatusDot } from '@/shared/status/StatusDot';
import type { BoardColumn } from './boardColumns';
import { DraggableCard } from './DraggableCard';
import classes from './JourneyBoard.module.css';
import { JourneyCard } from './JourneyCard';
import type { Move } from './useBoardMoves';

/** Cards that are read at once. */
const PAGE = 50;

/** Pixels of a card with the gap below it; the style sheet says the same. */
const CARD = 64;

interface Props {
  flowId: string;
  column: BoardColumn;
  /** What people call a stage. */
  nameOf: (uxNodeId: string | null | undefined) => string;
  /** Those who are on the way to another stage. */
  moving: readonly Move[];
  mayMove: boolean;
}

/** One column of the board, however many are in it. */
export function JourneyColumn({ flowId, column, nameOf, moving, mayMove }: Props) {
  const { label, ended, query } = column;
  const sort = ended ? '-endedAt' : '-enteredNodeAt';
  const request = (page: number) => ({ query: { ...query, flowId, sort, page, pageSize: PAGE } });
  const source = {
    key: (page: number) => listEntitiesQueryKey(request(page)),
    read: async (page: number) =>
      (await listEntities({ ...request(page), throwOnError: true })).data,
    pageSize: PAGE,
  };
  const first = useQuery({
    queryKey: source.key(1),
    queryFn: () => source.read(1),
    placeholderData: keepPreviousData,
  });
  const total = first.data?.total ?? 0;
  const { setNodeRef, isOver } = useDroppable({
    id: ended ? `ended:${ended}` : (query.uxNodeId ?? ''),
    disabled: !mayMove || ended !== undefined,
  });
  const shown = new Set(first.data?.data.map(({ id }) => id));
  const coming = moving.filter(
    ({ entity, to }) => !ended && to === query.uxNodeId && !shown.has(entity.id),
  );
  const isLeaving = (id: string) =>
    moving.some(({ entity, to }) => entity.id === id && to !== query.uxNodeId);
  return (
    <section
      ref={setNodeRef}
      data-over={isOver || undefined}
      className={classes.column}
      data-ended={ended}
      aria-label={`${label}: ${total}`}
      aria-busy={first.isFetching}
    >
      <div className={classes.head}>
        {ended && <StatusDot status={ended} />}
        <Text inherit truncate flex={1}>
          {label}
        </Text>
        <Text size="xs" c="dimmed">
          {formatCount(total)}
        </Text>
      </div>
      {first.isError && <ErrorState error={first.error} onRetry={() => first.refetch()} />}
      {first.isPending && <Skeleton height={CARD - 8} radius="md" mx={8} w="auto" />}
      {coming.length > 0 && (
        <div className={classes.coming}>
          {coming.map(({ entity }) => (
            <JourneyCard key={entity.id} entity={entity} />
          ))}
        </div>
      )}
      <VirtualList source={source} total={total} rowHeight={CARD} className={classes.cards}>
        {(entity) =>
          mayMove && !ended && !isLeaving(entity.id) ? (
            <DraggableCard entity={entity} />
          ) : (
            <JourneyCard
              entity={entity}
              endedAt={ended ? nameOf(entity.currentNodeId) : undefined}
              faded={isLeaving(entity.id)}
            />
          )
        }
      </VirtualList>
    </section>
  );
}
