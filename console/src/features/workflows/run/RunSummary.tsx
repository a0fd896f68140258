import { Text } from '@mantine/core';
import type { RunView } from '@/client';
import { Duration } from '@/shared/format/Duration';
import { formatCount } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { RunProgress } from '../runs/RunProgress';
import { countsOf } from '../runs/runCounts';
import { ModelSummary } from './ModelSummary';
import classes from './RunSummary.module.css';
import { SummaryCard } from './SummaryCard';

/** A run in figures. */
export function RunSummary({ run }: { run: RunView }) {
  const counts = countsOf(run);
  return (
    <>
      <dl className={classes.cards}>
        <SummaryCard label="Status">
          <StatusBadge status={run.status} />
        </SummaryCard>
        <SummaryCard label="Type">{RUN_TYPES[run.workflowType].label}</SummaryCard>
        <SummaryCard label="Processed">{formatCount(counts.processed)}</SummaryCard>
        <SummaryCard label="Success">{formatCount(counts.success)}</SummaryCard>
        <SummaryCard label="Skipped">{formatCount(counts.skipped)}</SummaryCard>
        <SummaryCard label="Errors">{formatCount(counts.errors)}</SummaryCard>
        <SummaryCard label="Duration">
          <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
        </SummaryCard>
      </dl>
      {(run.model || run.workflowType === 'agent') && <ModelSummary run={run} />}
      {counts.total > 0 && (
        <Panel
          title="Progress"
          end={
            <Text size="sm" c="dimmed">
              {formatCount(counts.processed)} of {formatCount(counts.total)} ·{' '}
              {Math.round((counts.processed / counts.total) * 100)} %
            </Text>
          }
        >
          <RunProgress label="Progress" counts={counts} size={8} />
        </Panel>
      )}
    </>
  );
}
