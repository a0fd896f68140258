import type { ScheduleView } from '@/client';
import { timeIn, timesOf } from './scheduleWords';

const schedule = (fields: Partial<ScheduleView>) =>
  ({ cron: null, every: null, timezone: 'UTC', ...fields }) as ScheduleView;

it('says in a line when a schedule is due', () => {
  expect(timesOf(schedule({ every: 'PT1H30M' }))).toBe('every 1 hour 30 minutes');
  expect(timesOf(schedule({ every: 'PT168H' }))).toBe('every 1 week');
  expect(timesOf(schedule({ cron: '0 9 * * MON', timezone: 'Europe/Berlin' }))).toBe(
    'every Monday at 09:00 (Europe/Berlin)',
  );
});

it('says a cron expression as it is where no words are shorter', () => {
  expect(timesOf(schedule({ cron: '*/5 9-17 * * *' }))).toBe('*/5 9-17 * * * (UTC)');
});

it('says a time on the clocks of the zone that was chosen', () => {
  expect(timeIn('Europe/Berlin', '2026-06-01T07:00:00Z')).toBe('Mon, 1 Jun 2026, 09:00');
  expect(timeIn('America/New_York', '2026-06-01T03:30:00Z')).toBe('Sun, 31 May 2026, 23:30');
});
