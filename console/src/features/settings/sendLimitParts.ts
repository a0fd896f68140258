import type { SendLimit, SendLimitRequest } from '@/client';

/** The numbers of a limit, with where the API tells what is wrong with them. */
export const PARTS = [
  { name: 'perHour', label: 'Mails an hour', max: 1_000_000, pointer: '/perHour' },
  { name: 'perDay', label: 'Mails a day', max: 1_000_000, pointer: '/perDay' },
  {
    name: 'domainPerDay',
    label: 'A day to a domain',
    max: 1_000_000,
    pointer: '/perDomain/perDay',
  },
  { name: 'spacing', label: 'Seconds apart', max: 86_400, pointer: '/spacingSeconds' },
  { name: 'spacingMax', label: 'At random up to', max: 86_400, pointer: '/spacingMaxSeconds' },
  { name: 'rampStart', label: 'First day', max: 1_000_000, pointer: '/rampUp/start' },
  { name: 'rampIncrement', label: 'More each day', max: 1_000_000, pointer: '/rampUp/increment' },
  { name: 'rampMax', label: 'Up to a day', max: 1_000_000, pointer: '/rampUp/max' },
] as const;

export type Parts = Partial<Record<(typeof PARTS)[number]['name'], number>>;

/** What holds, as the form shows it. */
export function partsOf(limit: SendLimit | undefined): Parts {
  return {
    perHour: limit?.perHour ?? undefined,
    perDay: limit?.perDay ?? undefined,
    domainPerDay: limit?.perDomain?.perDay ?? undefined,
    spacing: limit?.spacingSeconds ?? undefined,
    spacingMax: limit?.spacingMaxSeconds ?? undefined,
    rampStart: limit?.rampUp?.start,
    rampIncrement: limit?.rampUp?.increment,
    rampMax: limit?.rampUp?.max,
  };
}

/** What the form says, with what of the limit it does not show. */
export function requestOf(parts: Parts, limit: SendLimit | undefined): SendLimitRequest {
  const domainPerHour = limit?.perDomain?.perHour ?? undefined;
  const isRamped = parts.rampStart ?? parts.rampIncrement ?? parts.rampMax;
  return {
    perHour: parts.perHour,
    perDay: parts.perDay,
    spacingSeconds: parts.spacing,
    spacingMaxSeconds: parts.spacingMax,
    perDomain:
      domainPerHour || parts.domainPerDay
        ? { perHour: domainPerHour, perDay: parts.domainPerDay }
        : undefined,
    rampUp: isRamped
      ? {
          start: parts.rampStart,
          increment: parts.rampIncrement,
          percent: limit?.rampUp?.percent ?? false,
          max: parts.rampMax,
        }
      : undefined,
  };
}
