import { Text } from '@mantine/core';
import type { RunView } from '@/client';
import { Duration } from '@/shared/format/Duration';
import { formatCount, formatDollars } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { RunProgress } from '../runs/RunProgress';
import { progressOf } from '../runs/runProgress';
import classes from './RunSummary.module.css';
import { SummaryCard } from './SummaryCard';

/** A run in figures. */
export function RunSummary({ run }: { run: RunView }) {
  const progress = progressOf(run);
  return (
    <>
      <dl className={classes.cards}>
        <SummaryCard label="Status">
          <StatusBadge status={run.status} />
        </SummaryCard>
        <SummaryCard label="Type">{RUN_TYPES[run.workflowType].label}</SummaryCard>
        <SummaryCard label="Processed">{formatCount(run.processedItems)}</SummaryCard>
        <SummaryCard label="Success">{formatCount(run.successItems)}</SummaryCard>
        <SummaryCard label="Skipped">{formatCount(run.skippedItems)}</SummaryCard>
        <SummaryCard label="Errors">{formatCount(run.errorItems)}</SummaryCard>
        <SummaryCard label="Duration">
          <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
        </SummaryCard>
      </dl>
      {(run.model || run.workflowType === 'agent') && (
        <dl className={classes.cards} aria-label="Agent">
          <SummaryCard label="Model">{run.model ?? '–'}</SummaryCard>
          <SummaryCard label="Tokens in">{formatCount(run.inputTokens)}</SummaryCard>
          <SummaryCard label="Tokens out">{formatCount(run.outputTokens)}</SummaryCard>
          <SummaryCard label="Tokens cached">{formatCount(run.cacheReadTokens)}</SummaryCard>
          <SummaryCard label="Cost">{formatDollars(run.costUsd)}</SummaryCard>
        </dl>
      )}
      {progress !== undefined && (
        <Panel
          title="Progress"
          end={
            <Text size="sm" c="dimmed">
              {formatCount(run.processedItems)} of {formatCount(run.totalItems)} ·{' '}
              {Math.round(progress * 100)} %
            </Text>
          }
        >
          <RunProgress run={run} size={8} />
        </Panel>
      )}
    </>
  );
}
