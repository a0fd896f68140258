import { Box, Text } from '@mantine/core';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { formatCompact, formatCount } from '@/shared/format/number';
import { absoluteTime } from '@/shared/format/time';
import { humanize } from '@/shared/format/words';
import { CHART_HEIGHT } from './chartHeight';
import type { MetricCourse } from './metricCourses';

const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** How one figure of a post changed from measurement to measurement. */
export default function MetricChart({ course: { metric, points } }: { course: MetricCourse }) {
  const [first] = points;
  const last = points.at(-1);
  return (
    <Box component="figure" m={0} mt="sm">
      <Text component="figcaption" size="xs" c="dimmed" mb={8}>
        {humanize(metric)}
        {first &&
          last &&
          ` from ${formatCount(first.value)} on ${momentOf(first.at)} to ${formatCount(last.value)} on ${momentOf(last.at)}, measured ${formatCount(points.length)} times`}
      </Text>
      {/* The caption says the same to whoever cannot see it. */}
      <Box aria-hidden>
        <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
          <LineChart data={points} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
            <XAxis
              dataKey="at"
              type="number"
              domain={['dataMin', 'dataMax']}
              ticks={firstOfEachDay(points)}
              tickFormatter={(at: number) => day.format(at)}
              tick={TICK}
              tickLine={false}
              axisLine={false}
            />
            <YAxis
              tickFormatter={formatCompact}
              allowDecimals={false}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              width={48}
            />
            <Line
              dataKey="value"
              stroke="var(--mantine-primary-color-filled)"
              strokeWidth={2}
              dot={{ r: 3 }}
              isAnimationActive={false}
            />
          </LineChart>
        </ResponsiveContainer>
      </Box>
    </Box>
  );
}

/** The first measurement of each day, so that no day is named twice. */
const firstOfEachDay = (points: MetricCourse['points']) =>
  points
    .map(({ at }) => at)
    .filter((at, index, all) => index === 0 || day.format(at) !== day.format(all[index - 1]));

const momentOf = (at: number) => absoluteTime(new Date(at).toISOString());
