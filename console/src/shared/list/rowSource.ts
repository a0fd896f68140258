import type { QueryKey } from '@tanstack/react-query';

/** A page of a list as the API answers it. */
export interface Rows<T> {
  data: T[];
  total: number;
}

/** A list that is too long to be read whole. */
export interface RowSource<P extends Rows<unknown>> {
  /** The key of a page, from 1; the generated client's, so that live events find it. */
  key: (page: number) => QueryKey;
  read: (page: number) => Promise<P>;
  pageSize: number;
}
