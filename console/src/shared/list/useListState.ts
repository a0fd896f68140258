import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';

export const PAGE_SIZE = 25;

export interface ListState<F extends string> {
  page: number;
  /** A field's name, with a leading `-` for descending. */
  sort: string;
  q: string;
  filters: Partial<Record<F, string>>;
  /** What the API's list routes take. */
  query: { page: number; pageSize: number; sort: string; q?: string } & Partial<Record<F, string>>;
  isFiltered: boolean;
  setPage: (page: number) => void;
  setSort: (sort: string) => void;
  setSearch: (q: string) => void;
  setFilter: (name: F, value: string | null) => void;
  /** Several at once, where one makes no sense without the other. */
  setFilters: (values: Partial<Record<F, string | null>>) => void;
  clear: () => void;
}

/**
 * What a list shows, kept in the address, so that every view can be linked to and the back button
 * works. What is at its default is not in the address.
 */
export function useListState<F extends string = never>(
  defaultSort: string,
  filterNames: readonly F[] = [],
): ListState<F> {
  const [params, setParams] = useSearchParams();
  return useListStateIn(params, setParams, defaultSort, filterNames);
}

/** The same for a list in a dialog, which leaves the address of the page below it alone. */
export function useLocalListState<F extends string = never>(
  defaultSort: string,
  filterNames: readonly F[] = [],
): ListState<F> {
  const [params, setParams] = useState(() => new URLSearchParams());
  return useListStateIn(params, setParams, defaultSort, filterNames);
}

type SetParams = (
  next: (known: URLSearchParams) => URLSearchParams,
  options?: { replace?: boolean },
) => void;

function useListStateIn<F extends string>(
  params: URLSearchParams,
  setParams: SetParams,
  defaultSort: string,
  filterNames: readonly F[],
): ListState<F> {
  const names = filterNames.join();

  return useMemo(() => {
    const page = Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1);
    const sort = params.get('sort') ?? defaultSort;
    const q = params.get('q') ?? '';
    const filters: Partial<Record<F, string>> = {};
    for (const name of names.split(',') as F[]) {
      const value = name && params.get(name);
      if (value) {
        filters[name] = value;
      }
    }
    const change = (changes: Record<string, string | null>, replace = false) =>
      setParams(
        (known) => {
          const next = new URLSearchParams(known);
          for (const [name, value] of Object.entries(changes)) {
            if (value) {
              next.set(name, value);
            } else {
              next.delete(name);
            }
          }
          return next;
        },
        { replace },
      );
    return {
      page,
      sort,
      q,
      filters,
      query: { page, pageSize: PAGE_SIZE, sort, ...(q && { q }), ...filters },
      isFiltered: q !== '' || Object.keys(filters).length > 0,
      setPage: (to) => change({ page: to > 1 ? String(to) : null }),
      setSort: (to) => change({ sort: to === defaultSort ? null : to, page: null }, true),
      setSearch: (to) => change({ q: to || null, page: null }, true),
      setFilter: (name, value) => change({ [name]: value, page: null }),
      setFilters: (values) => change({ ...(values as Record<string, string | null>), page: null }),
      clear: () =>
        change(Object.fromEntries([...names.split(','), 'q', 'page'].map((name) => [name, null]))),
    };
  }, [params, setParams, defaultSort, names]);
}
