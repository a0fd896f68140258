import { useQuery } from '@tanstack/react-query';
import type { Connection } from '@/client';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import { SYNCED_TOOLKITS } from './syncKinds';

/** Where something can be read from. */
export interface SyncSource {
  /** Of the connection; null where none is needed. */
  id: string | null;
  name: string;
  toolkit: Connection['toolkit'];
}

/** An export is read from a file, so it needs no connection. */
const EXPORT: SyncSource = { id: null, name: 'LinkedIn', toolkit: 'linkedin' };

/** The connections of platforms that something can be read from, and LinkedIn in any case. */
export function useSyncSources() {
  const connections = useQuery(listConnectionsOptions({ query: { pageSize: 200, sort: 'name' } }));
  return { sources: sourcesOf(connections.data?.data ?? []), isPending: connections.isPending };
}

export function sourcesOf(connections: readonly Connection[]): SyncSource[] {
  const synced = connections.filter(({ toolkit }) => SYNCED_TOOLKITS.has(toolkit));
  return synced.some(({ toolkit }) => toolkit === EXPORT.toolkit) ? synced : [...synced, EXPORT];
}
