import { Skeleton, Text } from '@mantine/core';
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { EntityStatus } from '@/client';
import { listEntitiesOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount } from '@/shared/format/number';
import classes from './JourneyBoard.module.css';
import { JourneyCard } from './JourneyCard';
import type { StageChoice } from './useStages';

/** Cards that are read at once. */
const PAGE = 50;

/** Pixels of a card with the gap below it; all are alike, so that none is measured. */
const CARD = 64;

export interface JourneyQuery {
  q?: string;
  status?: EntityStatus;
}

interface Props {
  flowId: string;
  stage: StageChoice;
  query: JourneyQuery;
}

/** One stage: draws the cards in view only, and reads only the pages that they are on. */
export function JourneyColumn({ flowId, stage, query }: Props) {
  const scrolled = useRef<HTMLDivElement>(null);
  const pageOf = (page: number) =>
    listEntitiesOptions({
      query: {
        ...query,
        flowId,
        uxNodeId: stage.value,
        sort: '-enteredNodeAt',
        page,
        pageSize: PAGE,
      },
    });
  const first = useQuery({ ...pageOf(1), placeholderData: keepPreviousData });
  const total = first.data?.total ?? 0;
  const cards = useVirtualizer({
    count: total,
    getScrollElement: () => scrolled.current,
    estimateSize: () => CARD,
    overscan: 6,
  });
  const drawn = cards.getVirtualItems();
  const shown = [...new Set(drawn.map(({ index }) => Math.floor(index / PAGE) + 1))];
  const pages = useQueries({ queries: shown.map(pageOf) });
  const entityAt = (index: number) => {
    const page = pages[shown.indexOf(Math.floor(index / PAGE) + 1)];
    return page?.data?.data[index % PAGE];
  };
  return (
    <section className={classes.column} aria-label={`${stage.label}: ${total}`}>
      <div className={classes.head}>
        {stage.label}
        <Text size="xs" c="dimmed">
          {formatCount(total)}
        </Text>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={classes.cards} ref={scrolled} tabIndex={0}>
        {first.isError && <ErrorState error={first.error} onRetry={() => first.refetch()} />}
        {first.isPending && <Skeleton height={CARD - 8} radius="md" />}
        <ul className={classes.all} style={{ height: cards.getTotalSize() }}>
          {drawn.map(({ index, start }) => {
            const entity = entityAt(index);
            return (
              <li
                key={index}
                className={classes.place}
                style={{ transform: `translateY(${start}px)` }}
              >
                {entity ? <JourneyCard entity={entity} /> : <Skeleton height="100%" radius="md" />}
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}
