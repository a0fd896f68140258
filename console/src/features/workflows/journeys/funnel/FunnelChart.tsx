import { Box, Text } from '@mantine/core';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { StageResults } from '@/client';
import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';

const HEIGHT = 220;

/** How many came to each stage, and how many of them went on, side by side. */
export default function FunnelChart({ stages }: { stages: StageResults[] }) {
  const bars = stages.map((stage) => ({
    key: stage.uxNodeId,
    name: stage.label ?? humanize(stage.uxNodeId),
    came: stage.entered,
    wentOn: stage.movedOn + stage.ended.completed,
  }));
  return (
    <Box component="figure" m={0}>
      <Text component="figcaption" size="sm" fw={500} mb={8}>
        Came to the stage, and went on
      </Text>
      {/* The table below says the same to whoever cannot see it. */}
      <Box aria-hidden>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart data={bars} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--mantine-color-default-border)" />
            <XAxis dataKey="name" tick={TICK} tickLine={false} axisLine={false} />
            <YAxis
              allowDecimals={false}
              tickFormatter={formatCount}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              width={48}
            />
            <Bar
              dataKey="came"
              fill="var(--mantine-primary-color-light-hover)"
              maxBarSize={56}
              isAnimationActive={false}
            />
            <Bar
              dataKey="wentOn"
              fill="var(--mantine-primary-color-filled)"
              maxBarSize={56}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </Box>
    </Box>
  );
}

const TICK = { fill: 'var(--mantine-color-dimmed)', fontSize: 12 };
