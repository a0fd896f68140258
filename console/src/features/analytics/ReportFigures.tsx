import type { RunFigures } from '@/client';
import summary from '@/features/workflows/run/RunSummary.module.css';
import { SummaryCard } from '@/features/workflows/run/SummaryCard';
import { formatCompact, formatCount, formatDollars } from '@/shared/format/number';
import { spanWords, successWords } from './figureWords';

/** All runs of a report together. */
export function ReportFigures({ figures }: { figures: RunFigures }) {
  return (
    <dl className={summary.cards} aria-label="All runs">
      <SummaryCard label="Runs">{formatCount(figures.runs)}</SummaryCard>
      <SummaryCard label="Succeeded">{successWords(figures)}</SummaryCard>
      <SummaryCard label="Half end within">{spanWords(figures.durationMs.p50)}</SummaryCard>
      <SummaryCard label="95% end within">{spanWords(figures.durationMs.p95)}</SummaryCard>
      <SummaryCard label="Tokens in">{formatCompact(figures.inputTokens)}</SummaryCard>
      <SummaryCard label="Tokens out">{formatCompact(figures.outputTokens)}</SummaryCard>
      <SummaryCard label="Cost">{formatDollars(figures.costUsd)}</SummaryCard>
    </dl>
  );
}
