import { duration } from '@/shared/format/time';

/** How far back a funnel looks, in days. */
export const RANGES = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '366', label: 'Last year' },
] as const;

const DAY_MS = 86_400_000;

/** The first of so many days, today included, by UTC. */
export const firstDay = (today: Date, days: number) =>
  new Date(today.getTime() - (days - 1) * DAY_MS).toISOString().slice(0, 10);

const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export const share = (value: number) => percents.format(value);

/** How long somebody stays; nothing while nobody has left. */
export const stay = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? '' : duration(seconds * 1000);
