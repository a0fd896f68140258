import type { JsonObject } from '@/client';

/** What counts as success of a template. */
export const GOAL_CHOICES = [
  { value: 'none', label: 'None' },
  { value: 'event', label: 'An event happens' },
  { value: 'when', label: 'The contact comes to fulfil a condition' },
] as const;

/** What variants are compared by. */
export const VARIANT_GOALS = [
  { value: 'reply', label: 'Replies' },
  { value: 'goal', label: 'Goals' },
] as const;

/** A goal as the form has it. */
export interface GoalDraft {
  kind: 'none' | 'event' | 'when';
  /** The event's name, or the expression. */
  text: string;
  /** Null where it is not a number of days: it is left as it is. */
  days: number | null;
  exit: boolean;
}

/** Days without another word. */
const USUAL_DAYS = 14;

export function goalOf({ goal }: JsonObject): GoalDraft {
  if (typeof goal !== 'object' || goal === null || Array.isArray(goal)) {
    return { kind: 'none', text: '', days: USUAL_DAYS, exit: false };
  }
  const { event, when, within, exit } = goal as Record<string, unknown>;
  return {
    kind: typeof when === 'string' ? 'when' : 'event',
    text: String(when ?? event ?? ''),
    days: daysOf(within),
    exit: exit === true,
  };
}

function daysOf(within: unknown): number | null {
  if (within === undefined) {
    return USUAL_DAYS;
  }
  const [, days, weeks] = /^P(?:(\d+)D|(\d+)W)$/.exec(String(within)) ?? [];
  return days ? Number(days) : weeks ? Number(weeks) * 7 : null;
}

/** What the settings become; variants need a goal to be compared by it. */
export function goalSetting(config: JsonObject, draft: GoalDraft): JsonObject {
  if (draft.kind === 'none') {
    return { goal: null, variantGoal: config.variantGoal === 'goal' ? null : config.variantGoal };
  }
  const known = (config.goal ?? {}) as JsonObject;
  const within = draft.days === null ? known.within : `P${draft.days}D`;
  return {
    goal: {
      [draft.kind]: draft.text,
      ...(within === undefined ? {} : { within }),
      ...(draft.exit ? { exit: true } : {}),
    },
  };
}
