import { Progress, Text } from '@mantine/core';
import type { RunView } from '@/client';
import summary from '@/features/workflows/run/RunSummary.module.css';
import { SummaryCard } from '@/features/workflows/run/SummaryCard';
import { formatCount, formatDollars } from '@/shared/format/number';
import { agentUse, type Use, usedPercent } from './agentUse';
import { useRunBudget } from './useRunBudget';

/** Percent from which on a limit is about to end the run. */
const NEARLY_ALL = 90;

/** What an agent has used of its turns, tokens and money, and its model besides. */
export function AgentSummary({ run }: { run: RunView }) {
  const { turns, tokens, cost } = agentUse(run, useRunBudget(run.id));
  const isUnpriced = run.steps?.some(({ usage }) => usage && usage.costUsd === null);
  const keptForAnHour = run.cacheWrite1hTokens ?? 0;
  return (
    <dl className={summary.cards} aria-label="What the agent has used">
      <UseCard label="Turns" use={turns} format={formatCount} />
      <UseCard label="Tokens out" use={tokens} format={formatCount} />
      <UseCard
        label={isUnpriced ? 'Cost, as far as known' : 'Cost'}
        use={cost}
        format={formatDollars}
      />
      <SummaryCard label="Model">{run.model ?? '–'}</SummaryCard>
      <SummaryCard label="Tokens in">{formatCount(run.inputTokens)}</SummaryCard>
      <SummaryCard label="Cache read">{formatCount(run.cacheReadTokens)}</SummaryCard>
      <SummaryCard label="Cached for 5 min">
        {formatCount(run.cacheWriteTokens - keptForAnHour)}
      </SummaryCard>
      <SummaryCard label="Cached for 1 h">{formatCount(keptForAnHour)}</SummaryCard>
    </dl>
  );
}

interface Props {
  label: string;
  use: Use;
  format: (amount: number) => string;
}

function UseCard({ label, use, format }: Props) {
  const percent = usedPercent(use);
  return (
    <SummaryCard label={label}>
      {format(use.used)}
      {use.most !== undefined && (
        <Text span size="xs" c="dimmed">
          {' '}
          of {format(use.most)}
        </Text>
      )}
      {percent !== undefined && (
        <Progress
          mt={6}
          size={4}
          value={percent}
          color={percent >= NEARLY_ALL ? 'orange' : undefined}
          aria-label={`${label} used`}
        />
      )}
    </SummaryCard>
  );
}
