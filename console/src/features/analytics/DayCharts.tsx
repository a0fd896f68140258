import { Box, Center, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import type { RunReport } from '@/client';
import { formatCompact, formatCount, formatDollars } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { CHART_HEIGHT } from './chartHeight';
import { type DayFigures, dayCourse } from './dayCourse';
import { successWords, tokensOf } from './figureWords';

const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };

const AXIS = { tick: TICK, tickLine: false, axisLine: false, width: 52 } as const;

const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

interface Series {
  of: keyof DayFigures;
  name: string;
  color: string;
}

const ENDS: Series[] = [
  { of: 'completed', name: 'Completed', color: 'var(--mantine-color-teal-6)' },
  { of: 'failed', name: 'Failed', color: 'var(--mantine-color-red-6)' },
  { of: 'other', name: 'Others', color: 'var(--mantine-color-gray-5)' },
];

const SUCCESS: Series = {
  of: 'successPercent',
  name: 'Succeeded, in percent',
  color: 'var(--mantine-primary-color-filled)',
};

const COST: Series[] = [
  { of: 'costUsd', name: 'US dollars', color: 'var(--mantine-primary-color-filled)' },
];

const TOKENS: Series[] = [
  { of: 'tokensIn', name: 'In', color: 'var(--mantine-color-blue-6)' },
  { of: 'tokensOut', name: 'Out', color: 'var(--mantine-color-orange-6)' },
  { of: 'tokensCached', name: 'Cached', color: 'var(--mantine-color-gray-5)' },
];

/** Runs with their success, cost and tokens, day by day. */
export default function DayCharts({ report }: { report: RunReport }) {
  const days = dayCourse(report);
  const { total } = report;
  return (
    <SimpleGrid cols={{ base: 1, lg: 3 }}>
      <DayChart
        title="Runs by day"
        caption={`${formatCount(total.runs)} runs, succeeded: ${successWords(total)}`}
        days={days}
        bars={ENDS}
        line={SUCCESS}
        format={formatCompact}
      />
      <DayChart
        title="Cost by day"
        caption={`${formatDollars(total.costUsd)} in all`}
        days={days}
        bars={COST}
        format={formatDollars}
      />
      <DayChart
        title="Tokens by day"
        caption={`${formatCompact(tokensOf(total))} tokens in all`}
        days={days}
        bars={TOKENS}
        format={formatCompact}
      />
    </SimpleGrid>
  );
}

interface Props {
  title: string;
  /** What the chart comes to, for whoever cannot see it. */
  caption: string;
  days: DayFigures[];
  bars: Series[];
  /** A share in percent, with an axis of its own. */
  line?: Series;
  format: (value: number) => string;
}

function DayChart({ title, caption, days, bars, line, format }: Props) {
  const series = line ? [...bars, line] : bars;
  const isEmpty = days.every((day) => bars.every(({ of }) => !day[of]));
  return (
    <Panel title={title}>
      <Box component="figure" m={0}>
        <Text component="figcaption" size="xs" c="dimmed" mb={8}>
          {caption}
        </Text>
        {isEmpty ? (
          // An axis without bars would be numbered at random.
          <Center h={CHART_HEIGHT}>
            <Text size="sm" c="dimmed">
              Nothing in these days
            </Text>
          </Center>
        ) : (
          // Grouped by day, the table below says the same to whoever cannot see it.
          <Box aria-hidden>
            <ResponsiveContainer width="100%" height={CHART_HEIGHT}>
              <ComposedChart data={days} accessibilityLayer={false}>
                <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
                <XAxis
                  {...AXIS}
                  dataKey="day"
                  minTickGap={24}
                  tickFormatter={(day: string) => short.format(new Date(day))}
                />
                <YAxis {...AXIS} yAxisId="amount" tickFormatter={format} />
                {bars.map(({ of, name, color }) => (
                  <Bar
                    key={of}
                    dataKey={of}
                    name={name}
                    yAxisId="amount"
                    stackId="all"
                    fill={color}
                    maxBarSize={28}
                    isAnimationActive={false}
                  />
                ))}
                {line && (
                  <>
                    <YAxis
                      {...AXIS}
                      yAxisId="percent"
                      orientation="right"
                      domain={[0, 100]}
                      width={40}
                      tickFormatter={(percent: number) => `${percent}%`}
                    />
                    <Line
                      dataKey={line.of}
                      name={line.name}
                      yAxisId="percent"
                      stroke={line.color}
                      strokeWidth={2}
                      dot={{ r: 2 }}
                      isAnimationActive={false}
                    />
                  </>
                )}
              </ComposedChart>
            </ResponsiveContainer>
          </Box>
        )}
        {!isEmpty && series.length > 1 && <Legend series={series} />}
      </Box>
    </Panel>
  );
}

function Legend({ series }: { series: Series[] }): ReactNode {
  return (
    <Text
      size="xs"
      c="dimmed"
      component="div"
      mt={6}
      style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 12px' }}
    >
      {series.map(({ of, name, color }) => (
        <span key={of} style={{ whiteSpace: 'nowrap' }}>
          <span
            aria-hidden
            style={{
              background: color,
              display: 'inline-block',
              height: 8,
              marginRight: 5,
              width: 8,
            }}
          />
          {name}
        </span>
      ))}
    </Text>
  );
}
