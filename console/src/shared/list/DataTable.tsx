import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { type ColumnDef, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import type { MouseEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { useChosenColumns } from './columns/useChosenColumns';
import classes from './DataTable.module.css';
import { Pager } from './Pager';
import { PAGE_SIZE } from './useListState';

declare module '@tanstack/react-table' {
  // The signature is the library's: both must be named to add to it.
  interface ColumnMeta<TData, TValue> {
    /** The field that the API sorts this column by; without one it cannot be sorted. */
    sort?: string;
    numeric?: boolean;
    /** Shown only to those who choose to see it. */
    hidden?: boolean;
    width?: number | string;
  }
}

interface Rows<T> {
  data: T[];
  total: number;
}

interface Props<T> {
  label: string;
  query: UseQueryResult<Rows<T>, unknown>;
  columns: ColumnDef<T>[];
  /** What a choice of columns is remembered by; without it there is none. */
  remember?: string | undefined;
  rowId: (row: T) => string;
  /** Where a click on a row leads; the first column should link there too, for keyboards. */
  rowLink?: (row: T) => string;
  empty: ReactNode;
  sort?: string;
  onSort?: (sort: string) => void;
  page?: number;
  onPage?: (page: number) => void;
  pageSize?: number;
  /** Whether there may be more rows than were counted. */
  isMore?: boolean;
}

/** A list as a table: sorted and paged by the API, with its loading, empty and error states. */
export function DataTable<T>(props: Props<T>) {
  const { query, label, page, onPage, pageSize = PAGE_SIZE } = props;
  const { columns, heads } = useChosenColumns(props.remember, props.columns);
  const table = useReactTable({
    data: query.data?.data ?? [],
    columns,
    getRowId: props.rowId,
    getCoreRowModel: getCoreRowModel(),
    manualSorting: true,
    manualPagination: true,
  });
  const navigate = useNavigate();

  if (query.isError && !query.data) {
    return (
      <div className={classes.frame}>
        <ErrorState error={query.error} onRetry={() => query.refetch()} />
      </div>
    );
  }
  if (query.data?.total === 0) {
    return <div className={classes.frame}>{props.empty}</div>;
  }

  const follow = (event: MouseEvent, row: T) => {
    const target = event.target as HTMLElement;
    if (!props.rowLink || target.closest('a, button, input, label, [role="menu"]')) {
      return;
    }
    if (event.metaKey || event.ctrlKey) {
      window.open(props.rowLink(row), '_blank', 'noopener');
    } else {
      navigate(props.rowLink(row));
    }
  };

  return (
    <>
      <div className={classes.frame}>
        <div className={classes.scroll}>
          <table
            className={classes.table}
            aria-label={label}
            aria-busy={query.isFetching}
            data-refreshing={query.isPlaceholderData || undefined}
          >
            <thead>
              <tr>
                {table.getFlatHeaders().map((header) => {
                  const meta = header.column.columnDef.meta;
                  const title =
                    heads[header.id] ??
                    flexRender(header.column.columnDef.header, header.getContext());
                  return (
                    <th
                      key={header.id}
                      scope="col"
                      style={{ width: meta?.width }}
                      className={meta?.numeric ? classes.numeric : undefined}
                      aria-sort={ariaSort(meta?.sort, props.sort)}
                    >
                      {meta?.sort && props.onSort ? (
                        <SortButton
                          field={meta.sort}
                          sort={props.sort}
                          onSort={props.onSort}
                          numeric={meta.numeric}
                        >
                          {title}
                        </SortButton>
                      ) : (
                        title
                      )}
                    </th>
                  );
                })}
              </tr>
            </thead>
            <tbody className={query.isPlaceholderData ? classes.refreshing : undefined}>
              {query.isPending
                ? placeholders(columns.length)
                : table.getRowModel().rows.map((row) => (
                    <tr
                      key={row.id}
                      className={classes.row}
                      data-link={props.rowLink ? true : undefined}
                      onClick={(event) => follow(event, row.original)}
                    >
                      {row.getVisibleCells().map((cell) => (
                        <td
                          key={cell.id}
                          className={cell.column.columnDef.meta?.numeric ? classes.numeric : ''}
                        >
                          {flexRender(cell.column.columnDef.cell, cell.getContext())}
                        </td>
                      ))}
                    </tr>
                  ))}
            </tbody>
          </table>
        </div>
      </div>
      {page !== undefined && onPage && query.data && (
        <Pager
          page={page}
          pageSize={pageSize}
          total={query.data.total}
          onPage={onPage}
          isMore={props.isMore ?? false}
        />
      )}
    </>
  );
}

function SortButton(props: {
  field: string;
  sort: string | undefined;
  onSort: (sort: string) => void;
  numeric: boolean | undefined;
  children: ReactNode;
}) {
  const { field, sort } = props;
  const Icon = sort === field ? IconArrowUp : sort === `-${field}` ? IconArrowDown : IconSelector;
  return (
    <UnstyledButton
      className={classes.sort}
      onClick={() => props.onSort(sort === `-${field}` ? field : `-${field}`)}
    >
      {props.children}
      <Icon size={13} stroke={1.8} aria-hidden />
    </UnstyledButton>
  );
}

function ariaSort(field: string | undefined, sort: string | undefined) {
  if (!field) {
    return undefined;
  }
  return sort === field ? 'ascending' : sort === `-${field}` ? 'descending' : 'none';
}

function placeholders(columns: number) {
  return ['a', 'b', 'c', 'd', 'e', 'f'].map((row) => (
    <tr key={row}>
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns do not move while it loads
        <td key={column}>
          <Skeleton height={10} width={column === 0 ? '70%' : '50%'} />
        </td>
      ))}
    </tr>
  ));
}
