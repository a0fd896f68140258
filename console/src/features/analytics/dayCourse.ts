import type { RunReport } from '@/client';
import { daysBetween } from '@/shared/format/days';

/** What came of the runs of one day. */
export interface DayFigures {
  day: string;
  completed: number;
  failed: number;
  /** Cancelled, killed, or not over yet. */
  other: number;
  /** In percent of those that have ended; null on a day on which none has. */
  successPercent: number | null;
  costUsd: number;
  tokensIn: number;
  tokensOut: number;
  tokensCached: number;
}

/** The most days that a report has. */
const MOST = 366;

/** The days of a report that was asked for by day, also those without a run. */
export function dayCourse({ from, to, groups }: RunReport): DayFigures[] {
  const known = new Map(groups.map(({ key, figures }) => [key, figures]));
  return daysBetween(from, to, MOST).map((day) => {
    const figures = known.get(day);
    const completed = figures?.ended.completed ?? 0;
    const failed = figures?.ended.failed ?? 0;
    const success = figures?.successRate ?? null;
    return {
      day,
      completed,
      failed,
      other: (figures?.runs ?? 0) - completed - failed,
      successPercent: success === null ? null : success * 100,
      costUsd: figures?.costUsd ?? 0,
      tokensIn: figures?.inputTokens ?? 0,
      tokensOut: figures?.outputTokens ?? 0,
      tokensCached: (figures?.cacheReadTokens ?? 0) + (figures?.cacheWriteTokens ?? 0),
    };
  });
}
