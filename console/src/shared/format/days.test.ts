import { daysBetween, firstDay } from './days';

it('today counts among the days', () => {
  expect(firstDay(new Date('2026-03-02T10:00:00Z'), 1)).toBe('2026-03-02');
  expect(firstDay(new Date('2026-03-02T10:00:00Z'), 7)).toBe('2026-02-24');
});

it('days follow each other over the end of a month, and end at the most that is asked for', () => {
  expect(daysBetween('2026-02-27', '2026-03-01', 366)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
  ]);
  expect(daysBetween('0001-01-01', '2026-03-01', 2)).toHaveLength(2);
});

it('there are no days from a later one to an earlier one, or from what is none', () => {
  expect(daysBetween('2026-03-02', '2026-03-01', 366)).toEqual([]);
  expect(daysBetween('never', '2026-03-01', 366)).toEqual([]);
});
