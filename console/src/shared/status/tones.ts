import type { EntityStatus, RunStatus } from '@/client';

/** Mantine's colour for each state that something can be in; one meaning, one colour. */
const TONES: Record<string, string> = {
  pending: 'gray',
  running: 'blue',
  active: 'blue',
  draft: 'gray',
  starting: 'yellow',
  stopped: 'red',
  waiting: 'yellow',
  paused: 'orange',
  completed: 'teal',
  answered: 'teal',
  exited: 'cyan',
  replied: 'cyan',
  removed: 'gray',
  failed: 'red',
  blocked: 'red',
  cancelled: 'gray',
  killed: 'grape',
  skipped: 'gray',
  expired: 'orange',
  open: 'yellow',
  planned: 'gray',
  done: 'teal',
  scheduled: 'blue',
  published: 'teal',
  archived: 'gray',
  ready: 'teal',
  in_use: 'blue',
  dirty: 'orange',
  cleaned: 'gray',
  kept: 'teal',
  deleted: 'gray',
};

export const toneOf = (status: string) => TONES[status] ?? 'gray';

export const RUN_STATUSES: readonly RunStatus[] = [
  'pending',
  'running',
  'paused',
  'completed',
  'failed',
  'cancelled',
  'killed',
];

export const ENTITY_STATUSES: readonly EntityStatus[] = [
  'active',
  'waiting',
  'blocked',
  'paused',
  'completed',
  'exited',
  'cancelled',
];
