import type { BulkActRequest, BulkTarget } from '@/client';
import { plural } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';

/** What one of those is called that an act is done to. */
export const NOUNS: Record<BulkTarget, string> = {
  journeys: 'journey',
  tasks: 'task',
  contacts: 'contact',
  runs: 'run',
};

/** The lists that show them. */
export const LISTS: Record<BulkTarget, string> = {
  journeys: 'listEntities',
  tasks: 'listTasks',
  contacts: 'listContacts',
  runs: 'listRuns',
};

/** Why some are left out, behind how many these are. */
const LEFT_OUT: Record<string, [one: string, more: string]> = {
  ended: ['has ended', 'have ended'],
  already_paused: ['is paused already', 'are paused already'],
  not_paused: ['is not paused', 'are not paused'],
  nothing_failed: ['has nothing that failed', 'have nothing that failed'],
  already_retried: ['was retried already', 'were retried already'],
  already_there: ['is there already', 'are there already'],
  no_such_stage: ['has no such stage in its version', 'have no such stage in their version'],
  no_such_version: ['is on a flow without that version', 'are on flows without that version'],
  not_mapped: ['is at a stage without this flow', 'are at stages without this flow'],
  already_begun: ['has it already', 'have it already'],
  not_open: ['is not open', 'are not open'],
  no_such_choice: ['cannot be answered so', 'cannot be answered so'],
  already_archived: ['is archived already', 'are archived already'],
  already_tagged: ['has these tags already', 'have these tags already'],
  not_found: ['is gone', 'are gone'],
};

/** Who is left out and why, as one sentence; nothing when nobody is. */
export function leftOutWords(skippedByReason: Record<string, number>): string {
  const parts = Object.entries(skippedByReason).map(([reason, count]) => {
    const [one, more] = LEFT_OUT[reason] ?? [humanize(reason), humanize(reason)];
    return `${count} ${count === 1 ? one : more}`;
  });
  return parts.length > 0 ? `Left out: ${parts.join(', ')}.` : '';
}

/** What an act says of how far it is. */
export function progressWords(
  on: BulkTarget,
  bulk: { succeeded: number; failed: number; total: number },
): string {
  const done = `${plural(bulk.succeeded, NOUNS[on])} of ${bulk.total} done`;
  return bulk.failed > 0 ? `${done}, ${bulk.failed} refused` : done;
}

/** An act without whom it is done to. */
export type ManySettings = Omit<BulkActRequest, 'ids' | 'filter' | 'dryRun' | 'kind'>;
