import { dayOf, firstDay } from '@/shared/format/days';

/** How far back a report looks, in days. */
const LASTS = [7, 30, 90, 366] as const;

const USUAL = '30';

/** From a day to a day of one's own choice. */
export const OWN_DAYS = 'own';

export const RANGES = [
  ...LASTS.map((days) => ({
    value: String(days),
    label: days === 366 ? 'Last year' : `Last ${days} days`,
  })),
  { value: OWN_DAYS, label: 'From … to …' },
];

export interface ReportRange {
  /** One of `RANGES`. */
  choice: string;
  /** The first and the last day, in UTC. */
  from: string;
  to: string;
}

/** The days that an address asks for: from one to another, else so many up to today. */
export function rangeOf(params: URLSearchParams, today: Date): ReportRange {
  const from = params.get('from');
  const to = params.get('to');
  if (from && to) {
    return { choice: OWN_DAYS, from, to };
  }
  const asked = params.get('days') ?? USUAL;
  const choice = LASTS.some((days) => String(days) === asked) ? asked : USUAL;
  return { choice, from: firstDay(today, Number(choice)), to: dayOf(today) };
}

/** The days as parameters of a list. */
export const asParameters = ({ from, to }: ReportRange) => `from=${from}&to=${to}`;

/** The days in words, as they are chosen. */
export const rangeWords = ({ choice, from, to }: ReportRange) =>
  choice === OWN_DAYS
    ? `${from} to ${to}`
    : (RANGES.find(({ value }) => value === choice)?.label ?? choice);

/** The address with another choice; days of one's own begin as those that are shown. */
export function withChoice(
  params: URLSearchParams,
  choice: string,
  shown: Pick<ReportRange, 'from' | 'to'>,
): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ['days', 'from', 'to']) {
    next.delete(name);
  }
  if (choice === OWN_DAYS) {
    next.set('from', shown.from);
    next.set('to', shown.to);
  } else if (choice !== USUAL) {
    next.set('days', choice);
  }
  return next;
}
