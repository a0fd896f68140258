import { duration } from '@/shared/format/time';

/** How long somebody stays; nothing while nobody has left. */
export const stay = (seconds: number | null | undefined) =>
  seconds === null || seconds === undefined ? '' : duration(seconds * 1000);
