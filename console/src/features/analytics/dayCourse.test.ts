import type { RunFigures, RunReport } from '@/client';
import { dayCourse } from './dayCourse';

const figures = (more: Partial<RunFigures>): RunFigures => ({
  runs: 0,
  ended: { completed: 0, failed: 0, cancelled: 0, killed: 0 },
  successRate: null,
  durationMs: { p50: null, p95: null },
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  costUsd: 0,
  ...more,
});

const report = (groups: RunReport['groups']): RunReport => ({
  from: '2026-03-01',
  to: '2026-03-03',
  total: figures({}),
  groups,
  slowest: [],
  dearest: [],
});

it('a day without runs has its place, and no rate of success', () => {
  const second = figures({
    runs: 5,
    ended: { completed: 3, failed: 1, cancelled: 0, killed: 0 },
    successRate: 0.75,
    cacheReadTokens: 2,
    cacheWriteTokens: 3,
  });

  const days = dayCourse(report([{ key: '2026-03-02', label: '2026-03-02', figures: second }]));

  expect(days.map(({ day, completed, other }) => [day, completed, other])).toEqual([
    ['2026-03-01', 0, 0],
    ['2026-03-02', 3, 1],
    ['2026-03-03', 0, 0],
  ]);
  expect(days.map(({ successPercent }) => successPercent)).toEqual([null, 75, null]);
  expect(days[1]?.tokensCached).toBe(5);
});
