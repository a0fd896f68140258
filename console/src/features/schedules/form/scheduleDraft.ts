import type { Overlap, ScheduleKind, ScheduleRequest, ScheduleView } from '@/client';
import type { Times } from './schedulePlan';

/** A schedule while it is written. */
export interface ScheduleDraft extends Times {
  name: string;
  kind: ScheduleKind;
  /** As JSON, since what can be said there is the route's own. */
  target: string;
  timezone: string;
  overlap: Overlap;
  jitter: string;
  catchupWindow: string;
}

const text = (target: object) => JSON.stringify(target, null, 2);

/** What is written first: a new schedule in the reader's zone, or the one that is changed. */
export function draftOf(schedule: ScheduleView | undefined, zone: string): ScheduleDraft {
  return {
    name: schedule?.name ?? '',
    kind: schedule?.kind ?? 'flow',
    target: text(schedule?.target ?? {}),
    cron: schedule ? (schedule.cron ?? '') : '0 9 * * *',
    every: schedule?.every ?? '',
    timezone: schedule?.timezone ?? zone,
    overlap: schedule?.overlap ?? 'skip',
    jitter: schedule?.jitter ?? 'PT0S',
    catchupWindow: schedule?.catchupWindow ?? 'PT1H',
  };
}

/** The target as JSON; null while it is none. */
export function targetOf(draft: ScheduleDraft): Record<string, unknown> | null {
  try {
    const target: unknown = JSON.parse(draft.target);
    return typeof target === 'object' && target !== null && !Array.isArray(target)
      ? (target as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The draft with a field of its target set, or left out. */
export function withTarget(draft: ScheduleDraft, field: string, value: unknown): ScheduleDraft {
  const { [field]: _before, ...rest } = targetOf(draft) ?? {};
  return { ...draft, target: text(value === undefined ? rest : { [field]: value, ...rest }) };
}

/** What is sent. */
export function requestOf(draft: ScheduleDraft): ScheduleRequest {
  return {
    name: draft.name.trim(),
    kind: draft.kind,
    target: targetOf(draft) ?? {},
    cron: draft.cron.trim() || null,
    every: draft.every.trim() || null,
    timezone: draft.timezone,
    overlap: draft.overlap,
    jitter: draft.jitter.trim() || null,
    catchupWindow: draft.catchupWindow.trim() || null,
  };
}

/** What changes a schedule into the draft; a merge patch keeps what it does not name. */
export function patchOf(before: ScheduleView, draft: ScheduleDraft): ScheduleRequest {
  const { kind: _stays, target, ...rest } = requestOf(draft);
  const gone = Object.keys(before.target).filter((field) => !(field in (target ?? {})));
  const removed = Object.fromEntries(gone.map((field) => [field, null]));
  const isSame = JSON.stringify(target) === JSON.stringify(before.target);
  return isSame ? rest : { ...rest, target: { ...target, ...removed } };
}
