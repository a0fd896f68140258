const DAY_MS = 86_400_000;

/** The day of a moment, in UTC, by which the API sums up. */
export const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

/** The first of so many days, today included, by UTC. */
export const firstDay = (today: Date, days: number) =>
  dayOf(new Date(today.getTime() - (days - 1) * DAY_MS));

/** Every day from one to another, both included; at most so many as are asked for. */
export function daysBetween(from: string, to: string, most: number): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to) && days.length < most; at += DAY_MS) {
    days.push(dayOf(new Date(at)));
  }
  return days;
}
