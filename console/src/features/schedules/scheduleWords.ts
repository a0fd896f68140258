import type { Overlap, ScheduleKind, ScheduleView } from '@/client';
import { planOf, planWords } from './form/schedulePlan';

interface Words {
  label: string;
  explains: string;
}

export const KINDS: Record<ScheduleKind, string> = {
  flow: 'Run a flow',
  template: 'Enroll in a template',
  sync: 'Sync',
  enrich: 'Enrich contacts',
  search: 'Search for people',
  prune: 'Prune contacts',
  agent: 'Run an agent',
};

export const OVERLAPS: Record<Overlap, Words> = {
  skip: { label: 'Skip', explains: 'The new time is let go.' },
  buffer_one: { label: 'Wait, one at most', explains: 'The newest time begins after it.' },
  buffer_all: { label: 'Wait, all', explains: 'All times begin one after the other.' },
  allow_all: { label: 'Run beside it', explains: 'Both run at once.' },
  cancel_other: { label: 'Cancel it', explains: 'It is cancelled, then the new one begins.' },
};

/** When a schedule is due, in a line. */
export function timesOf({ cron, every, timezone }: ScheduleView): string {
  const words = planWords(planOf({ cron: cron ?? '', every: every ?? '' }));
  return every ? words : `${words} (${timezone})`;
}

/** A time on the clocks of a zone, with its day: `Mon, 1 Jun 2026, 09:00`. */
export function timeIn(zone: string, at: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}
