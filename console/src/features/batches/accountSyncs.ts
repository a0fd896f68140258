import type { RunView, SyncCursor, SyncSubType } from '@/client';
import { kindsOf } from './syncKinds';
import type { SyncSource } from './useSyncSources';

/** How one way to read a source stands. */
export interface AccountSync {
  source: SyncSource;
  kind: SyncSubType;
  /** The newest run that read it, whatever became of it. */
  last: RunView | undefined;
  /** How far it is read; absent where the next sync reads everything. */
  cursor: SyncCursor | undefined;
}

/** What was read of a source, one row for each way to read it. */
export function accountSyncs(
  source: SyncSource,
  runs: readonly RunView[],
  cursors: readonly SyncCursor[],
): AccountSync[] {
  return kindsOf(source).map((kind) => ({
    source,
    kind,
    last: runs
      .filter(({ config }) => config.syncSubType === kind)
      .reduce<RunView | undefined>(
        (newest, run) => (newest && newest.createdAt > run.createdAt ? newest : run),
        undefined,
      ),
    cursor: cursors.find(({ syncSubType }) => syncSubType === kind),
  }));
}
