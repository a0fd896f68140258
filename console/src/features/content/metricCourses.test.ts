import type { EngagementMetric } from '@/client';
import { metricCourses } from './metricCourses';

const measured = (metric: string, day: number, value: number): EngagementMetric => ({
  id: `${metric} ${day}`,
  contentPostId: 'p1',
  engagementId: null,
  metric,
  value,
  measuredAt: `2026-01-0${day}T00:00:00Z`,
  createdAt: '2026-02-01T00:00:00Z',
});

it('measurements are told by what they count, each with its last value and its course', () => {
  const courses = metricCourses([
    measured('likes', 3, 9),
    measured('likes', 1, 2),
    measured('impressions', 3, 400),
    measured('likes', 2, 5),
  ]);

  expect(courses.map(({ metric, latest }) => [metric, latest])).toEqual([
    ['impressions', 400],
    ['likes', 9],
  ]);
  expect(courses[1]?.points.map(({ value }) => value)).toEqual([2, 5, 9]);
});

it('what falls is told by its last value, and not by its highest', () => {
  expect(metricCourses([measured('likes', 1, 9), measured('likes', 2, 4)])[0]?.latest).toBe(4);
});

it('a post that nothing was measured of has no courses', () => {
  expect(metricCourses([])).toEqual([]);
});
