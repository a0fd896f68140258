import type { RunView } from '@/client';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { waitingWords } from './runWords';

/** Where a run stands, and what it waits for. */
export function RunStatusBadge({
  run,
}: {
  run: Pick<RunView, 'status' | 'openTask' | 'waitingStep'>;
}) {
  return <StatusBadge status={run.status} label={waitingWords(run)} />;
}
