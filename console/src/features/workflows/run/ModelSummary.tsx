import type { RunView } from '@/client';
import { formatCount, formatDollars } from '@/shared/format/number';
import classes from './RunSummary.module.css';
import { SummaryCard } from './SummaryCard';

/** What a run's language models have used. */
export function ModelSummary({ run }: { run: RunView }) {
  const isUnpriced = run.steps?.some(({ usage }) => usage && usage.costUsd === null);
  return (
    <dl className={classes.cards} aria-label="Models">
      <SummaryCard label="Model">{run.model ?? '–'}</SummaryCard>
      <SummaryCard label="Tokens in">{formatCount(run.inputTokens)}</SummaryCard>
      <SummaryCard label="Tokens out">{formatCount(run.outputTokens)}</SummaryCard>
      <SummaryCard label="Tokens cached">
        {formatCount(run.cacheReadTokens + run.cacheWriteTokens)}
      </SummaryCard>
      <SummaryCard label={isUnpriced ? 'Cost, as far as known' : 'Cost'}>
        {formatDollars(run.costUsd)}
      </SummaryCard>
    </dl>
  );
}
