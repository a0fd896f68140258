import { Text } from '@mantine/core';
import type { ModelUsage } from '@/client';
import { formatCompact, formatDollars } from '@/shared/format/number';

/** What a step's calls of models took: tokens, and dollars where they have a price. */
export function StepUsage({ usage }: { usage: ModelUsage }) {
  const read = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
  return (
    <Text size="xs" c="dimmed" title={usage.model}>
      {formatCompact(read)} tokens in, {formatCompact(usage.outputTokens)} out
      {typeof usage.costUsd === 'number' && ` · ${formatDollars(usage.costUsd)}`}
    </Text>
  );
}
