import { draftOf, periodChoices, requestOf, withLimit } from './contactLimitDraft';

const HELD = {
  limits: [{ channel: 'email', max: 2, period: 'P1D' }],
  quietHours: { from: '21:00', to: '08:00' },
  defaultTimezone: 'Europe/Zurich',
  updatedBy: 'user:ada',
  updatedAt: '2026-03-02T09:00:00Z',
};

describe('the form of what one person may be sent', () => {
  it('sends back what it was shown', () => {
    expect(requestOf(draftOf(HELD))).toEqual({
      limits: HELD.limits,
      quietHours: HELD.quietHours,
      defaultTimezone: 'Europe/Zurich',
    });
  });

  it('lifts quiet hours when both times are emptied, and leaves one alone to the API to refuse', () => {
    const draft = draftOf(HELD);
    expect(requestOf({ ...draft, quietFrom: '', quietTo: '' }).quietHours).toBeUndefined();
    expect(requestOf({ ...draft, quietTo: '' }).quietHours).toEqual({
      from: '21:00',
      to: undefined,
    });
  });

  it('offers a new limit for a period that has none', () => {
    const draft = withLimit(withLimit(draftOf(HELD)));
    expect(draft.limits.map(({ period }) => period)).toEqual(['P1D', 'PT1H', 'P7D']);
    expect(new Set(draft.limits.map(({ id }) => id)).size).toBe(3);
  });

  it('keeps a period that only the API knows', () => {
    expect(periodChoices('P3D').at(-1)).toEqual({ value: 'P3D', label: 'P3D' });
    expect(periodChoices('P1D')).toHaveLength(4);
  });
});
