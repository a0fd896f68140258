import { plural } from './number';

/** The units that durations are written in, from the largest down. */
export const DURATION_UNITS = ['days', 'hours', 'minutes', 'seconds'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** A duration by its units; one that is absent is not written. */
export type DurationParts = Partial<Record<DurationUnit, number>>;

/** Whole units only: what else ISO 8601 can say, Stitch does not take or has no field for. */
const WRITTEN =
  /^P(?=.)(?:(\d{1,6})W|(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?)$/;

/** The units of an ISO 8601 duration such as `P3D` or `PT90M`; null when it is no such text. */
export function durationParts(iso: string): DurationParts | null {
  const [whole, weeks, ...units] = WRITTEN.exec(iso.trim().toUpperCase()) ?? [];
  if (whole === undefined) {
    return null;
  }
  if (weeks !== undefined) {
    return { days: Number(weeks) * 7 };
  }
  return Object.fromEntries(
    DURATION_UNITS.flatMap((unit, index) =>
      units[index] === undefined ? [] : [[unit, Number(units[index])]],
    ),
  );
}

/** A duration as ISO 8601; an empty text for one without units. */
export function isoDuration({ days, hours, minutes, seconds }: DurationParts): string {
  const written = (amount: number | undefined, unit: string) =>
    amount === undefined ? '' : `${amount}${unit}`;
  const time = written(hours, 'H') + written(minutes, 'M') + written(seconds, 'S');
  const text = written(days, 'D') + (time && `T${time}`);
  return text && `P${text}`;
}

/** A duration as people say it, `3 days 4 hours`, or as it is written where it is said otherwise. */
export function durationWords(iso: string): string {
  const parts = durationParts(iso);
  if (!parts) {
    return iso;
  }
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parts;
  // The API writes a day as 24 hours.
  const isWholeDays = hours % 24 === 0 && minutes + seconds === 0;
  const whole = isWholeDays ? days + hours / 24 : 0;
  if (whole > 0) {
    return whole % 7 === 0 ? plural(whole / 7, 'week') : plural(whole, 'day');
  }
  return (
    DURATION_UNITS.filter((unit) => parts[unit])
      .map((unit) => plural(parts[unit] ?? 0, unit.slice(0, -1)))
      .join(' ') || 'no time'
  );
}
