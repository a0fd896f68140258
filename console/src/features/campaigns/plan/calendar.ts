import { milliseconds } from '@/shared/format/time';
import type { StepDraft } from '../steps/stepDrafts';
import {
  FALLBACK_ZONE,
  nextOpening,
  readWindow,
  type SendingWindow,
  zoneOf,
} from './sendingWindow';
import { dayNumber, isZone, localTime } from './zones';

const HOUR = 3_600_000;

/** When a step comes, as far as delays, waits and the window say. */
export interface PlannedStep {
  key: string;
  /** Milliseconds since 1970; undefined when its window does not open any more. */
  at: number | undefined;
  /** 1 on the date on which the enrollment begins, by the clocks of the contact. */
  day: number | undefined;
  /** Whether only the window put it off. */
  isHeld: boolean;
}

export interface Plan {
  /** The zone whose clocks the days are counted by. */
  zone: string;
  steps: readonly PlannedStep[];
}

interface Circumstances {
  begins: number;
  /** When mail may leave; always without one. */
  window: SendingWindow | undefined;
  /** The contact's zone. */
  timezone: string | null | undefined;
}

/**
 * When each step comes for a contact who begins at a moment, if every condition holds. Only messages
 * obey the window; limits may move them further.
 */
export function planOf(steps: readonly StepDraft[], circumstances: Circumstances): Plan {
  const { begins, window, timezone } = circumstances;
  const zone = timezone && isZone(timezone) ? timezone : FALLBACK_ZONE;
  const firstDay = dayNumber(localTime(begins, zone));
  let at: number | undefined = begins;
  const planned = steps.map((step): PlannedStep => {
    const due: number | undefined = at === undefined ? undefined : dueAt(step, at, timezone);
    at =
      due !== undefined && window && step.stepType === 'message'
        ? nextOpening(window, zoneOf(window, timezone), due)
        : due;
    return {
      key: step.key,
      at,
      day: at === undefined ? undefined : dayNumber(localTime(at, zone)) - firstDay + 1,
      isHeld: at !== due,
    };
  });
  return { zone, steps: planned };
}

function dueAt(
  { stepType, config, delayHours }: StepDraft,
  before: number,
  timezone: string | null | undefined,
): number | undefined {
  const begun = before + delayHours * HOUR;
  if (stepType !== 'wait') {
    return begun;
  }
  // Of a duration and a moment the later counts. A moment that an expression tells is not known.
  const until = Date.parse(String(config.until ?? ''));
  const over = Math.max(
    begun + milliseconds(String(config.duration ?? '')),
    Number.isNaN(until) ? 0 : until,
  );
  const window = readWindow(config.window, FALLBACK_ZONE);
  return window ? nextOpening(window, zoneOf(window, timezone), over) : over;
}
