import type { RunView } from '@/client';

/** Whose answer a run waits for; nothing when it waits for nobody's, or is held otherwise. */
export function questionWords({
  status,
  openTask,
}: Pick<RunView, 'status' | 'openTask'>): string | undefined {
  if (!openTask || (status !== 'running' && status !== 'pending')) {
    return undefined;
  }
  return openTask.assignee ? `Waiting for ${openTask.assignee}’s answer` : 'Waiting for an answer';
}
