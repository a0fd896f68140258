import { useQueries } from '@tanstack/react-query';
import { listRunsOptions, listSyncCursorsOptions } from '@/client/@tanstack/react-query.gen';
import { accountSyncs } from './accountSyncs';
import { useSyncSources } from './useSyncSources';

/** Newest runs of a source that are looked through for the last one of each kind. */
const LOOKED_AT = 100;

/** How each source was read. */
export function useAccountSyncs() {
  const { sources, isPending } = useSyncSources();
  const runs = useQueries({
    queries: sources.map(({ id }) =>
      listRunsOptions({
        query: {
          ...(id ? { platformAccountId: id } : { workflowType: 'sync' }),
          sort: '-createdAt',
          pageSize: LOOKED_AT,
        },
      }),
    ),
  });
  const cursors = useQueries({
    queries: sources.map(({ id }) => ({
      ...listSyncCursorsOptions({ query: { platformAccountId: id ?? '', pageSize: LOOKED_AT } }),
      // What is read from a file has no cursor.
      enabled: id !== null,
    })),
  });
  return {
    syncs: sources.flatMap((source, index) =>
      accountSyncs(source, runs[index]?.data?.data ?? [], cursors[index]?.data?.data ?? []),
    ),
    isPending: isPending || [...runs, ...cursors].some((query) => query.isLoading),
    failed: [...runs, ...cursors].find(({ isError }) => isError),
  };
}
