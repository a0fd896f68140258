import { Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import type { RowSource, Rows } from './rowSource';
import classes from './VirtualList.module.css';

/** Rows above and below those in view that are drawn too, so that scrolling shows no gap. */
const OVERSCAN = 6;

interface Props<T> {
  source: RowSource<Rows<T>>;
  total: number;
  /** Pixels of a row with the gap below it; all are alike, so that none is measured. */
  rowHeight: number;
  className?: string;
  children: (row: T) => ReactNode;
}

/** A list of any length: draws the rows in view only, and reads only the pages that they are on. */
export function VirtualList<T>({ source, total, rowHeight, className, children }: Props<T>) {
  const scrolled = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => scrolled.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
  });
  const drawn = rows.getVirtualItems();
  const pageOf = (index: number) => Math.floor(index / source.pageSize) + 1;
  const shown = [...new Set(drawn.map(({ index }) => pageOf(index)))];
  const pages = useQueries({
    queries: shown.map((page) => ({
      queryKey: source.key(page),
      queryFn: () => source.read(page),
    })),
  });
  const rowAt = (index: number) =>
    pages[shown.indexOf(pageOf(index))]?.data?.data[index % source.pageSize];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={`${classes.scroll} ${className ?? ''}`} ref={scrolled} tabIndex={0}>
      <ul className={classes.all} style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ index, start }) => {
          const row = rowAt(index);
          return (
            <li
              key={index}
              className={classes.place}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              {row === undefined ? <Skeleton height={rowHeight - 10} m={4} /> : children(row)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
