import type { RunView } from '@/client';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { questionWords } from './runWords';

/** Where a run stands, and whose answer it waits for. */
export function RunStatusBadge({ run }: { run: Pick<RunView, 'status' | 'openTask'> }) {
  return <StatusBadge status={run.status} label={questionWords(run)} />;
}
