import { monthOf, weeksOf } from './month';
import { dateOf, dayNumber } from './zones';

const days = (year: number, month: number) =>
  weeksOf(monthOf(dayNumber({ year, month, day: 1 }))).map((week) =>
    week.map((day) => (day === null ? null : dateOf(day).day)),
  );

describe('the weeks of a month', () => {
  it('begin on Mondays and hold no other days', () => {
    // The first of July 2026 is a Wednesday.
    const july = days(2026, 7);
    expect(july[0]).toEqual([null, null, 1, 2, 3, 4, 5]);
    expect(july.at(-1)).toEqual([27, 28, 29, 30, 31, null, null]);
  });

  it('are four when February begins on a Monday', () => {
    expect(days(2027, 2)).toHaveLength(4);
  });

  it('end with the year', () => {
    expect(days(2026, 12).flat().filter(Boolean)).toHaveLength(31);
  });
});
