import type { RunStatus } from '@/client';

interface RunColumn {
  title: string;
  /** The status that gives the column its name, then those that only show in it. */
  statuses: readonly RunStatus[];
}

/** The four columns of the board. */
export const RUN_COLUMNS: readonly RunColumn[] = [
  { title: 'Pending', statuses: ['pending'] },
  { title: 'Running', statuses: ['running', 'paused'] },
  { title: 'Completed', statuses: ['completed'] },
  { title: 'Failed', statuses: ['failed', 'cancelled', 'killed'] },
];
