import { partsOf, requestOf } from './sendLimitParts';

const LIMIT = {
  mailbox: 'smtp',
  connectionName: null,
  perHour: null,
  perDay: 50,
  spacingSeconds: 30,
  spacingMaxSeconds: 90,
  perDomain: { perHour: 5, perDay: 20 },
  rampUp: { start: 10, increment: 20, percent: true, max: 50 },
  sendingDays: 0,
  sentLastHour: 0,
  sentLastDay: 0,
  waiting: 0,
  nextAt: null,
  updatedBy: 'user:ada',
  updatedAt: '2026-03-02T09:00:00Z',
};

describe('the form of a send limit', () => {
  it('keeps what it does not show', () => {
    expect(requestOf(partsOf(LIMIT), LIMIT)).toEqual({
      perHour: undefined,
      perDay: 50,
      spacingSeconds: 30,
      spacingMaxSeconds: 90,
      perDomain: { perHour: 5, perDay: 20 },
      rampUp: { start: 10, increment: 20, percent: true, max: 50 },
    });
  });

  it('says of a new limit only what is filled in', () => {
    expect(requestOf({ perDay: 50 }, undefined)).toEqual({ perDay: 50 });
  });
});
