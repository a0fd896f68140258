import { useQuery } from '@tanstack/react-query';
import type { BulkTarget, BulkView } from '@/client';
import {
  getBulkOperationOptions,
  listBulkOperationsOptions,
} from '@/client/@tanstack/react-query.gen';
import { hasEnded } from './bulkStates';

/** Milliseconds between two looks at an operation that goes on: its own end is told by no event. */
const LOOK_AGAIN = 1000;

/** Acts that are shown at once: each has a bar and buttons. */
const SHOWN = 3;

const NONE: BulkView[] = [];

const again = (bulk: BulkView | undefined) => bulk !== undefined && !hasEnded(bulk.status);

/** A bulk operation as it goes on. */
export const useBulkOperation = (id: string) =>
  useQuery({
    ...getBulkOperationOptions({ path: { id } }),
    refetchInterval: ({ state }) =>
      state.data === undefined || again(state.data) ? LOOK_AGAIN : false,
  }).data;

/** The newest bulk operation of a flow or template while it goes on, whoever started it. */
export function useBulkInProgress(of: { flowId: string } | { templateId: string }) {
  const { data } = useQuery({
    ...listBulkOperationsOptions({ query: { ...of, sort: '-createdAt', pageSize: 1 } }),
    refetchInterval: ({ state }) => (again(state.data?.data[0]) ? LOOK_AGAIN : false),
  });
  const newest = data?.data[0];
  return again(newest) ? newest : undefined;
}

/** The newest acts on many of one kind that go on, whoever began them. */
export function useBulkActsInProgress(on: BulkTarget): BulkView[] {
  const { data } = useQuery({
    ...listBulkOperationsOptions({
      query: { on, live: 'true', sort: '-createdAt', pageSize: SHOWN },
    }),
    refetchInterval: ({ state }) => (state.data?.total ? LOOK_AGAIN : false),
  });
  return data?.data ?? NONE;
}
