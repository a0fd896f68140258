import { Box, Text } from '@mantine/core';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ErrorBar,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { formatShare } from '@/shared/format/number';
import type { ResultRow } from './resultRows';

const HEIGHT = 220;

/** Reply rates side by side, each with the range that holds the true one. */
export default function ReplyChart({ rows }: { rows: ResultRow[] }) {
  const bars = rows.map(({ key, step, label, variant, counts: { replyRate } }) => ({
    key,
    name: variant === null ? `${step}. ${label}` : `${step}. ${variant}`,
    rate: replyRate.value,
    range: [replyRate.value - replyRate.low, replyRate.high - replyRate.value],
  }));
  return (
    <Box component="figure" m={0}>
      <Text component="figcaption" size="sm" fw={500} mb={8}>
        Reply rate
      </Text>
      {/* The table below says the same to whoever cannot see it. */}
      <Box aria-hidden>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={bars} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
            <XAxis dataKey="name" tick={TICK} tickLine={false} axisLine={false} />
            <YAxis
              tickFormatter={formatShare}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              width={48}
            />
            <Bar
              dataKey="rate"
              fill="var(--mantine-primary-color-filled)"
              maxBarSize={56}
              isAnimationActive={false}
            >
              <ErrorBar dataKey="range" width={6} stroke="var(--mantine-color-dimmed)" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </Box>
    </Box>
  );
}

const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };
