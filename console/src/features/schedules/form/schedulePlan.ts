import { durationWords } from '@/shared/format/isoDuration';

/** When something is due, as a request says it: one of the two. */
export interface Times {
  cron: string;
  every: string;
}

export const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

export type Day = (typeof DAYS)[number];

const WORKING = DAYS.slice(0, 5);

/** When something is due, as people plan it; times are `09:00`. */
export type SchedulePlan =
  | { kind: 'daily'; at: string }
  | { kind: 'working'; at: string }
  | { kind: 'weekly'; days: readonly Day[]; at: string }
  | { kind: 'monthly'; day: number; at: string }
  | { kind: 'hourly'; minute: number }
  | { kind: 'interval'; every: string }
  | { kind: 'cron'; cron: string };

export type PlanKind = SchedulePlan['kind'];

export const PLAN_KINDS: Record<PlanKind, string> = {
  daily: 'Every day',
  working: 'On working days',
  weekly: 'On some days of the week',
  monthly: 'Every month',
  hourly: 'Every hour',
  interval: 'At an interval',
  cron: 'By a cron expression',
};

const NINE = '09:00';

const CRON = /^(\d{1,2}) (\d{1,2}|\*) (\d{1,2}|\*) \* ([A-Z]{3}(?:[-,][A-Z]{3})*|\*)$/;

/** Days of the week as cron lists them, in their order; null for what is no such list. */
function daysOf(list: string): readonly Day[] | null {
  const named = list.split(',').flatMap((part) => {
    const [from, to = from, more] = part.split('-').map((day) => DAYS.indexOf(day as Day));
    return from === undefined || to === undefined || more !== undefined || from < 0 || to < from
      ? [null]
      : DAYS.slice(from, to + 1);
  });
  return named.includes(null) ? null : DAYS.filter((day) => named.includes(day));
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

/** The plan that times are; by a cron expression where there is no simpler one. */
export function planOf({ cron, every }: Times): SchedulePlan {
  if (every !== '') {
    return { kind: 'interval', every };
  }
  return readCron(cron.trim().replaceAll(/ +/g, ' ').toUpperCase()) ?? { kind: 'cron', cron };
}

function readCron(cron: string): SchedulePlan | null {
  const [, minute = '', hour = '', day = '', week = ''] = CRON.exec(cron) ?? [];
  if (minute === '' || Number(minute) > 59) {
    return null;
  }
  if (hour === '*') {
    return day === '*' && week === '*' ? { kind: 'hourly', minute: Number(minute) } : null;
  }
  if (Number(hour) > 23) {
    return null;
  }
  const at = `${twoDigits(Number(hour))}:${twoDigits(Number(minute))}`;
  if (day !== '*') {
    const date = Number(day);
    return week === '*' && date >= 1 && date <= 31 ? { kind: 'monthly', day: date, at } : null;
  }
  const days = week === '*' ? DAYS : daysOf(week);
  if (days === null) {
    return null;
  }
  if (days.length === DAYS.length) {
    return { kind: 'daily', at };
  }
  const isWorking = days.length === WORKING.length && WORKING.every((each) => days.includes(each));
  return isWorking ? { kind: 'working', at } : { kind: 'weekly', days, at };
}

/** The times of a plan, for a request. */
export function timesOfPlan(plan: SchedulePlan): Times {
  const at = (time: string) => {
    const [hour, minute] = time.split(':').map(Number);
    return `${minute ?? 0} ${hour ?? 0}`;
  };
  switch (plan.kind) {
    case 'daily':
      return { cron: `${at(plan.at)} * * *`, every: '' };
    case 'working':
      return { cron: `${at(plan.at)} * * MON-FRI`, every: '' };
    case 'weekly':
      return { cron: `${at(plan.at)} * * ${plan.days.join(',')}`, every: '' };
    case 'monthly':
      return { cron: `${at(plan.at)} ${plan.day} * *`, every: '' };
    case 'hourly':
      return { cron: `${plan.minute} * * * *`, every: '' };
    case 'interval':
      return { cron: '', every: plan.every };
    case 'cron':
      return { cron: plan.cron, every: '' };
  }
}

/** A plan of another kind, with what the one before says of it. */
export function planAs(kind: PlanKind, before: SchedulePlan): SchedulePlan {
  const at = 'at' in before ? before.at : NINE;
  switch (kind) {
    case 'daily':
    case 'working':
      return { kind, at };
    case 'weekly':
      return { kind, at, days: before.kind === 'working' ? WORKING : ['MON'] };
    case 'monthly':
      return { kind, at, day: 1 };
    case 'hourly':
      return { kind, minute: 0 };
    case 'interval':
      return { kind, every: 'PT1H' };
    case 'cron':
      return { kind, cron: timesOfPlan(before).cron || '0 9 * * *' };
  }
}

const DAY_WORDS: Record<Day, string> = {
  MON: 'Monday',
  TUE: 'Tuesday',
  WED: 'Wednesday',
  THU: 'Thursday',
  FRI: 'Friday',
  SAT: 'Saturday',
  SUN: 'Sunday',
};

export const dayWord = (day: Day) => DAY_WORDS[day];

/** A plan as people say it. */
export function planWords(plan: SchedulePlan): string {
  switch (plan.kind) {
    case 'daily':
      return `every day at ${plan.at}`;
    case 'working':
      return `on working days at ${plan.at}`;
    case 'weekly':
      return `every ${plan.days.map(dayWord).join(', ')} at ${plan.at}`;
    case 'monthly':
      return `on day ${plan.day} of the month at ${plan.at}`;
    case 'hourly':
      return plan.minute === 0 ? 'every hour' : `every hour at minute ${plan.minute}`;
    case 'interval':
      return `every ${durationWords(plan.every)}`;
    case 'cron':
      return plan.cron;
  }
}
