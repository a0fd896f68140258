import { Text } from '@mantine/core';
import type { TemplateResultsGoalResults } from '@/client';
import { formatCount, formatShare } from '@/shared/format/number';

/** How many have reached what the template is for. */
export function GoalSummary({ goal }: { goal: TemplateResultsGoalResults }) {
  const { event, when, begun, reached, credited, rate } = goal;
  return (
    <Text size="sm">
      {formatCount(reached)} of {formatCount(begun)} reached the goal (<code>{event ?? when}</code>
      ): {formatShare(rate.value)}
      <Text span size="xs" c="dimmed" ml={6}>
        {formatShare(rate.low)} to {formatShare(rate.high)}
      </Text>
      . {formatCount(credited)} of them after a mail within the goal's window.
    </Text>
  );
}
