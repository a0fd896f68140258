import type { EngagementMetric } from '@/client';

export interface MetricCourse {
  /** The API's word for what is counted, such as `likes`. */
  metric: string;
  /** What was measured last. */
  latest: number;
  /** All that was measured, the oldest first; `at` in milliseconds since 1970. */
  points: { at: number; value: number }[];
}

/** The measurements of a post, in whatever order, by what they count; the largest first. */
export function metricCourses(measurements: readonly EngagementMetric[]): MetricCourse[] {
  const courses = new Map<string, MetricCourse['points']>();
  for (const { metric, value, measuredAt } of measurements) {
    const points = courses.get(metric) ?? [];
    points.push({ at: Date.parse(measuredAt), value });
    courses.set(metric, points);
  }
  return [...courses]
    .map(([metric, points]) => {
      points.sort((one, other) => one.at - other.at);
      return { metric, points, latest: points.at(-1)?.value ?? 0 };
    })
    .sort((one, other) => other.latest - one.latest || one.metric.localeCompare(other.metric));
}
