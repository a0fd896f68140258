import type { TaskRow } from '@/client';
import { humanize } from '@/shared/format/words';

/** What was decided. */
export const decided = ({ title }: Pick<TaskRow, 'title'>, choice: string | null): string =>
  `${title}: ${choice ? humanize(choice) : 'answered'}.`;

/** What became of the answer: what was decided, and what goes on by it. */
export function answered(task: TaskRow, choice: string | null): string {
  const words = decided(task, choice);
  if (task.entityId) {
    return `${words} The journey goes on.`;
  }
  return task.runId ? `${words} The run goes on.` : words;
}
