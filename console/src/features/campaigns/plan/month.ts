import { dateOf, dayNumber } from './zones';

const DAYS_OF_WEEK = 7;

/** A month counted from the year 0, so that months can be counted and compared. */
export function monthOf(day: number): number {
  const { year, month } = dateOf(day);
  return year * 12 + month - 1;
}

const firstDay = (month: number) =>
  dayNumber({ year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 });

/** The weeks of a month from Monday, as day numbers; null for days of other months. */
export function weeksOf(month: number): (number | null)[][] {
  const first = firstDay(month);
  const end = firstDay(month + 1);
  // The first of January 1970 was a Thursday.
  const monday = first - ((first + 3) % DAYS_OF_WEEK);
  return Array.from({ length: Math.ceil((end - monday) / DAYS_OF_WEEK) }, (_, week) =>
    Array.from({ length: DAYS_OF_WEEK }, (_, weekday) => {
      const day = monday + week * DAYS_OF_WEEK + weekday;
      return day >= first && day < end ? day : null;
    }),
  );
}
