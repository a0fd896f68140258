import { Skeleton, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listEngagementMetricsOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import classes from './Content.module.css';
import { CHART_HEIGHT } from './chartHeight';
import { type MetricCourse, metricCourses } from './metricCourses';

/** The library of charts is large and needed on few pages. */
const MetricChart = lazy(() => import('./MetricChart'));

/** Measurements that are looked at, the newest: the most that the API gives at once. */
const MEASURED = 200;

/** How a post was received: the last figures, and the course of the one that is chosen. */
export function PostMetrics({ postId }: { postId: string }) {
  const [chosen, choose] = useState<string>();
  const query = useQuery(
    listEngagementMetricsOptions({
      query: { contentPostId: postId, pageSize: MEASURED, sort: '-measuredAt' },
    }),
  );
  if (query.isPending) {
    return <Skeleton height={56} />;
  }
  if (!query.data) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  }
  const courses = metricCourses(query.data.data);
  if (courses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing was measured yet.
      </Text>
    );
  }
  const course = courses.find(({ metric }) => metric === chosen) ?? courses.find(hasCourse);
  return (
    <div>
      <ul className={classes.figures} aria-label="Figures">
        {courses.map((each) => (
          <li key={each.metric}>
            <Figure
              course={each}
              isChosen={each.metric === course?.metric}
              onChoose={() => choose(each.metric)}
            />
          </li>
        ))}
      </ul>
      {course && hasCourse(course) && (
        <Suspense fallback={<Skeleton height={CHART_HEIGHT} />}>
          <MetricChart course={course} />
        </Suspense>
      )}
    </div>
  );
}

/** Whether something was measured often enough to have a course. */
const hasCourse = ({ points }: MetricCourse) => points.length > 1;

interface FigureProps {
  course: MetricCourse;
  isChosen: boolean;
  onChoose: () => void;
}

/** What was measured last of one thing; shows its course when there is one. */
function Figure({ course, isChosen, onChoose }: FigureProps) {
  const figure = (
    <>
      <Text size="xs" c="dimmed" component="span" display="block">
        {humanize(course.metric)}
      </Text>
      <span className={classes.value}>{formatCount(course.latest)}</span>
    </>
  );
  return hasCourse(course) ? (
    <UnstyledButton className={classes.figure} aria-pressed={isChosen} onClick={onChoose}>
      {figure}
    </UnstyledButton>
  ) : (
    <div className={classes.figure}>{figure}</div>
  );
}
