import { addStep, changeStep, type StepDraft } from '../steps/stepDrafts';
import { planOf } from './calendar';
import { nextOpening, readWindow, writeWindow, zoneOf } from './sendingWindow';
import { instantOf } from './zones';

const at = (moment: string) => Date.parse(moment);

const iso = (moment: number | undefined) =>
  moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 16);

describe('the moment at which clocks show a time', () => {
  it.each([
    ['Europe/Berlin', '2026-07-01 09:00', '2026-07-01T07:00'],
    ['Asia/Kathmandu', '2026-07-01 09:00', '2026-07-01T03:15'],
    ['Australia/Lord_Howe', '2026-01-15 09:00', '2026-01-14T22:00'],
    ['Australia/Lord_Howe', '2026-07-15 09:00', '2026-07-14T22:30'],
    // Clocks skip from 02:00 to 03:00, and show from 02:00 to 03:00 twice.
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30'],
    // Lord Howe skips half an hour only.
    ['Australia/Lord_Howe', '2026-10-04 02:15', '2026-10-03T15:45'],
  ])('in %s, %s is %s', (zone, shown, moment) => {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = shown.split(/\D/).map(Number);
    expect(iso(instantOf({ year, month, day, hour, minute }, zone))).toBe(moment);
  });
});

describe('a window', () => {
  const office = readWindow({
    days: ['mon', 'tue', 'wed', 'thu', 'fri'],
    from: '09:00',
    to: '17:00',
    timezone: 'contact',
    holidays: ['2026-12-25'],
  });
  const open = (window: typeof office, zone: string, moment: string) =>
    window && iso(nextOpening(window, zone, at(moment)));

  it('is open at once within its hours, and closed at their end', () => {
    expect(open(office, 'Europe/Berlin', '2026-07-01T08:30:00Z')).toBe('2026-07-01T08:30');
    expect(open(office, 'Europe/Berlin', '2026-07-01T15:00:00Z')).toBe('2026-07-02T07:00');
  });

  it('stays closed at weekends and on holidays', () => {
    // Friday is Christmas.
    expect(open(office, 'Europe/Berlin', '2026-12-24T18:00:00Z')).toBe('2026-12-28T08:00');
  });

  it('opens at the hour of the clocks, also after they are put forward', () => {
    expect(open(office, 'Europe/Berlin', '2026-03-27T18:00:00Z')).toBe('2026-03-30T07:00');
  });

  it('goes on past midnight when it closes before it opens', () => {
    const night = readWindow({ from: '22:00', to: '02:00', timezone: 'UTC' });
    expect(open(night, 'UTC', '2026-07-01T01:00:00Z')).toBe('2026-07-01T01:00');
    expect(open(night, 'UTC', '2026-07-01T03:00:00Z')).toBe('2026-07-01T22:00');
  });

  it('is closed after the midnight on which a holiday begins', () => {
    const night = readWindow({
      from: '22:00',
      to: '02:00',
      timezone: 'UTC',
      holidays: ['2026-07-02'],
    });
    expect(open(night, 'UTC', '2026-07-01T23:00:00Z')).toBe('2026-07-01T23:00');
    expect(open(night, 'UTC', '2026-07-02T00:30:00Z')).toBe('2026-07-03T00:00');
  });

  it('opens twice where clocks show its hours twice', () => {
    const early = readWindow({ from: '02:15', to: '02:45', timezone: 'contact' });
    expect(open(early, 'Europe/Berlin', '2026-10-25T00:50:00Z')).toBe('2026-10-25T01:15');
  });

  it('is the earliest of its blocks', () => {
    const blocks = readWindow({
      timezone: 'UTC',
      blocks: [
        { days: ['wed'], from: '14:00', to: '16:00' },
        { days: ['wed'], from: '09:00', to: '11:00' },
      ],
    });
    expect(open(blocks, 'UTC', '2026-07-01T12:00:00Z')).toBe('2026-07-01T14:00');
    expect(open(blocks, 'UTC', '2026-07-01T17:00:00Z')).toBe('2026-07-08T09:00');
  });

  it('never opens without a day', () => {
    const never = { blocks: [], timezone: 'UTC', holidays: [] };
    expect(nextOpening(never, 'UTC', at('2026-07-01T12:00:00Z'))).toBeUndefined();
  });

  it('goes by UTC for a contact whose zone is not known', () => {
    expect(
      office && [null, 'Mars/Crater', 'Asia/Tokyo'].map((zone) => zoneOf(office, zone)),
    ).toEqual(['UTC', 'UTC', 'Asia/Tokyo']);
  });

  it('reads as it was written', () => {
    expect(office && readWindow(writeWindow(office))).toEqual(office);
  });
});

describe('the plan for a contact', () => {
  const steps = (['message', 'wait', 'message'] as const).reduce<StepDraft[]>(addStep, []);
  const [, wait, second] = steps;
  const changed = changeStep(
    changeStep(steps, wait?.key ?? '', { config: { duration: 'P1D' } }),
    second?.key ?? '',
    { delayHours: 24 },
  );

  it('counts days by the contact’s clocks and holds messages until the window opens', () => {
    const plan = planOf(changed, {
      begins: at('2026-07-02T16:00:00Z'),
      window: readWindow({
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '09:00',
        to: '17:00',
        timezone: 'contact',
      }),
      timezone: 'Europe/Berlin',
    });
    expect(plan.steps.map(({ day, at: when, isHeld }) => [day, iso(when), isHeld])).toEqual([
      // Thursday evening is too late; so is the weekend.
      [2, '2026-07-03T07:00', true],
      [3, '2026-07-04T07:00', false],
      [5, '2026-07-06T07:00', true],
    ]);
  });

  it('needs no window', () => {
    const plan = planOf(changed, {
      begins: at('2026-07-02T16:00:00Z'),
      window: undefined,
      timezone: undefined,
    });
    expect(plan.zone).toBe('UTC');
    expect(plan.steps.map(({ day }) => day)).toEqual([1, 2, 3]);
  });

  it('knows that a step never comes whose window does not open', () => {
    const plan = planOf(changed, {
      begins: at('2026-07-02T16:00:00Z'),
      window: { blocks: [], timezone: 'UTC', holidays: [] },
      timezone: 'UTC',
    });
    expect(plan.steps.map(({ day }) => day)).toEqual([undefined, undefined, undefined]);
  });
});
