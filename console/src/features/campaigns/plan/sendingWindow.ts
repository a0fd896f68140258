import type { JsonObject } from '@/client';
import { DAY, dateOf, dayNumber, instantsOf, isZone, localTime } from './zones';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Hours of some days in which mail may leave. */
export interface Block {
  days: readonly Weekday[];
  /** As `09:00`. */
  from: string;
  to: string;
}

/** When mail may leave. */
export interface SendingWindow {
  blocks: readonly Block[];
  /** `contact` for the zone of whoever it goes to, else the name of a zone. */
  timezone: string;
  /** Dates on which nothing leaves, as `2026-12-25`. */
  holidays: readonly string[];
}

/** What a window names for the zone of whoever the mail goes to. */
export const CONTACT_ZONE = 'contact';

/** Where a contact has no zone, or the name of none. */
export const FALLBACK_ZONE = 'UTC';

/** How many days are looked through for the next opening: more holidays than that close for good. */
const HORIZON = 400;

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);

function block(value: JsonObject): Block {
  // A step that waits names days by two letters, a window of a template by three.
  const named = texts(value.days).map((day) => day.slice(0, 2).toLowerCase());
  return {
    days: named.length ? WEEKDAYS.filter((day) => named.includes(day.slice(0, 2))) : WEEKDAYS,
    from: text(value.from, '00:00'),
    to: text(value.to, '24:00'),
  };
}

/**
 * A window as the settings of a template or step have it; undefined where they have none.
 *
 * @param usualZone the zone of a window that names none
 */
export function readWindow(value: unknown, usualZone = CONTACT_ZONE): SendingWindow | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return undefined;
  }
  const window = value as JsonObject;
  const blocks = Array.isArray(window.blocks) ? (window.blocks as JsonObject[]) : [];
  const hasOwn = 'from' in window || 'to' in window || 'days' in window || blocks.length === 0;
  return {
    blocks: [...(hasOwn ? [block(window)] : []), ...blocks.map(block)],
    timezone: text(window.timezone, usualZone),
    holidays: texts(window.holidays),
  };
}

/** A window as the settings of a template have it. */
export function writeWindow({ blocks, timezone, holidays }: SendingWindow): JsonObject {
  const [first, ...others] = blocks.map((each) => ({ ...each, days: [...each.days] }));
  return {
    ...first,
    ...(others.length && { blocks: others }),
    timezone,
    ...(holidays.length && { holidays: [...holidays] }),
  };
}

/** The zone whose clocks a window goes by, for a contact in a zone of its own. */
export function zoneOf(window: SendingWindow, contactZone: string | null | undefined): string {
  const name = window.timezone === CONTACT_ZONE ? contactZone : window.timezone;
  return name && isZone(name) ? name : FALLBACK_ZONE;
}

/**
 * The first moment from one on at which a window is open, by what a clock on the wall shows;
 * undefined when it does not open.
 */
export function nextOpening(window: SendingWindow, zone: string, at: number): number | undefined {
  if (isOpen(window, zone, at)) {
    return at;
  }
  const today = dayNumber(localTime(at, zone));
  for (let day = today; day <= today + HORIZON; day++) {
    const openings = ['00:00', ...window.blocks.map(({ from }) => from)]
      .flatMap((time) => moments(day, time, zone))
      .filter((opening) => opening > at && isOpen(window, zone, opening));
    if (openings.length > 0) {
      return Math.min(...openings);
    }
  }
  return undefined;
}

function isOpen({ blocks, holidays }: SendingWindow, zone: string, at: number): boolean {
  const now = localTime(at, zone);
  const day = dayNumber(now);
  if (holidays.includes(new Date(day * DAY).toISOString().slice(0, 10))) {
    return false;
  }
  const time = minutes(`${now.hour}:${now.minute}`);
  return blocks.some(({ days, from, to }) => {
    const [opens, closes] = [minutes(from), minutes(to)];
    const isToday = days.includes(weekday(day)) && time >= opens;
    // Hours that close before they open go on until the next day.
    return opens < closes
      ? isToday && time < closes
      : isToday || (days.includes(weekday(day - 1)) && time < closes);
  });
}

/** The first of January 1970 was a Thursday. */
const weekday = (day: number) => WEEKDAYS[(day + 3) % 7] ?? 'mon';

/** Minutes after midnight of a time such as `09:30`; 24:00 is the midnight that ends the day. */
function minutes(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}

/** When clocks show a time of a day: twice where they are turned back. */
function moments(day: number, time: string, zone: string): number[] {
  const minute = minutes(time);
  const shown = { ...dateOf(day), hour: Math.floor(minute / 60), minute: minute % 60 };
  return instantsOf(shown, zone);
}
