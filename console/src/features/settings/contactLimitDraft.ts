import type { ContactLimitsRequest, ContactLimitsView } from '@/client';

/** Periods that a person chooses from; others that the API was given are kept as they are. */
export const PERIODS = [
  { value: 'PT1H', label: 'hour' },
  { value: 'P1D', label: 'day' },
  { value: 'P7D', label: 'week' },
  { value: 'P30D', label: '30 days' },
] as const;

/** What the form holds while it is changed. */
export interface ContactLimitDraft {
  limits: { id: number; max?: number; period: string }[];
  quietFrom: string;
  quietTo: string;
  timezone: string;
}

/** What holds, as the form shows it. */
export function draftOf({
  limits,
  quietHours,
  defaultTimezone,
}: ContactLimitsView): ContactLimitDraft {
  return {
    limits: limits.map(({ max, period }, id) => ({ id, max, period })),
    quietFrom: quietHours?.from ?? '',
    quietTo: quietHours?.to ?? '',
    timezone: defaultTimezone,
  };
}

/** What the form says, as the API takes it. */
export function requestOf(draft: ContactLimitDraft): ContactLimitsRequest {
  const isQuiet = draft.quietFrom !== '' || draft.quietTo !== '';
  return {
    limits: draft.limits.map(({ max, period }) => ({ channel: 'email', max, period })),
    quietHours: isQuiet
      ? { from: draft.quietFrom || undefined, to: draft.quietTo || undefined }
      : undefined,
    defaultTimezone: draft.timezone.trim() || undefined,
  };
}

/** The draft with another limit, of the first period that has none. */
export function withLimit(draft: ContactLimitDraft): ContactLimitDraft {
  const taken = new Set(draft.limits.map(({ period }) => period));
  const period = PERIODS.find(({ value }) => !taken.has(value))?.value ?? 'P1D';
  const id = 1 + Math.max(-1, ...draft.limits.map((limit) => limit.id));
  return { ...draft, limits: [...draft.limits, { id, period }] };
}

/** The periods to choose from for a limit, with the one that it has. */
export function periodChoices(period: string) {
  return PERIODS.some(({ value }) => value === period)
    ? [...PERIODS]
    : [...PERIODS, { value: period, label: period }];
}
