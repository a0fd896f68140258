/** A date and time as a clock in some zone shows it; months from 1. */
export interface LocalTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** Milliseconds of a day without a change of clocks. */
export const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** Whether the browser knows a zone by this name. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clocks of a zone show at a moment. */
export function localTime(at: number, zone: string): LocalTime & { second: number } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { year, month, day, hour, minute, second };
}

/** How far the clocks of a zone are before UTC, in milliseconds. */
function offset(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = localTime(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

/**
 * When the clocks of a zone show a time: two moments where they are turned back, and one as much
 * later as they are put forward where they skip it.
 */
export function instantsOf(shown: LocalTime, zone: string): number[] {
  const { year, month, day, hour, minute } = shown;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const before = offset(asUtc - DAY, zone);
  const after = offset(asUtc + DAY, zone);
  const fits = [...new Set([before, after])].filter((each) => offset(asUtc - each, zone) === each);
  return (fits.length > 0 ? fits : [before]).map((each) => asUtc - each);
}

/** The first moment at which the clocks of a zone show a time. */
export const instantOf = (shown: LocalTime, zone: string) => Math.min(...instantsOf(shown, zone));

/** Days since 1970 of a date, so that dates can be counted and compared. */
export const dayNumber = ({ year, month, day }: Pick<LocalTime, 'year' | 'month' | 'day'>) =>
  Date.UTC(year, month - 1, day) / DAY;

/** The date of a day number. */
export function dateOf(number: number): { year: number; month: number; day: number } {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
