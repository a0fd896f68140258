import { duration } from '@/shared/format/time';

/** How far back a funnel looks, in days. */
export const RANGES = [
  { value: '7', label: 'Last 7 days' },
  { value: '30', label: 'Last 30 days' },
  { value: '90', label: 'Last 90 days' },
  { value: '366', label: 'Last year' },
] as const;

/** How long somebody stays; nothing while nobody has left. */
export const stay = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? '' : duration(seconds * 1000);
