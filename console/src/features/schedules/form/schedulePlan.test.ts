import {
  PLAN_KINDS,
  type PlanKind,
  planAs,
  planOf,
  planWords,
  type SchedulePlan,
  timesOfPlan,
} from './schedulePlan';

const PLANS: SchedulePlan[] = [
  { kind: 'daily', at: '09:05' },
  { kind: 'working', at: '23:59' },
  { kind: 'weekly', days: ['TUE', 'SUN'], at: '00:00' },
  { kind: 'monthly', day: 31, at: '12:30' },
  { kind: 'hourly', minute: 15 },
  { kind: 'interval', every: 'PT6H' },
  { kind: 'cron', cron: '*/5 9-17 * * MON-FRI' },
];

it.each(PLANS)('a plan is read from its own times: %j', (plan) => {
  expect(planOf(timesOfPlan(plan))).toEqual(plan);
});

it.each(Object.keys(PLAN_KINDS) as PlanKind[])(
  'another kind begins with times that say it: %s',
  (kind) => {
    for (const before of PLANS) {
      const plan = planAs(kind, before);
      expect(planOf(timesOfPlan(planOf(timesOfPlan(plan))))).toEqual(planOf(timesOfPlan(plan)));
    }
  },
);

it.each([
  ['0 9 * * *', 'every day at 09:00'],
  ['30 8 * * mon-fri', 'on working days at 08:30'],
  ['0 9 * * MON,WED-THU', 'every Monday, Wednesday, Thursday at 09:00'],
  ['0 9 * * MON-SUN', 'every day at 09:00'],
  ['0 9 1 * *', 'on day 1 of the month at 09:00'],
  ['0 * * * *', 'every hour'],
])('a cron expression that says what a plan does is read as one: %s', (cron, words) => {
  expect(planWords(planOf({ cron, every: '' }))).toBe(words);
});

it.each([
  '0 9 1 * MON',
  '0 9 * 2 *',
  '*/5 * * * *',
  '0 25 * * *',
  '60 9 * * *',
  '0 9 0 * *',
  '0 9 * * FRI-MON',
  '0 9 * * MON-TUE-WED',
  '0 9 * * XYZ',
  '0 9 * * MON#1',
  '@daily',
  '',
])('what no plan says stays a cron expression: %s', (cron) => {
  expect(planOf({ cron, every: '' })).toEqual({ kind: 'cron', cron });
  expect(planWords({ kind: 'cron', cron })).toBe(cron);
});
