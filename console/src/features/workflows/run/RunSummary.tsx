import { Text } from '@mantine/core';
import type { RunView } from '@/client';
import { AgentSummary } from '@/features/agents/run/AgentSummary';
import { Duration } from '@/shared/format/Duration';
import { formatCount, formatDollars } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { RUN_TYPES, worksOffItems } from '@/shared/status/runTypes';
import { RunProgress } from '../runs/RunProgress';
import { RunStatusBadge } from '../runs/RunStatusBadge';
import { RunSubject } from '../runs/RunSubject';
import { countsOf } from '../runs/runCounts';
import { ModelSummary } from './ModelSummary';
import { ResultFigures } from './ResultFigures';
import classes from './RunSummary.module.css';
import { SummaryCard } from './SummaryCard';

/** A run in figures. */
export function RunSummary({ run }: { run: RunView }) {
  const counts = countsOf(run);
  const hasItems = worksOffItems(run.workflowType);
  const isAgent = run.workflowType === 'agent';
  const hasModel = Boolean(run.model);
  return (
    <>
      <dl className={classes.cards}>
        <SummaryCard label="Status">
          <RunStatusBadge run={run} />
        </SummaryCard>
        {run.contact && (
          <SummaryCard label="For">
            <RunSubject contact={run.contact} />
          </SummaryCard>
        )}
        <SummaryCard label="Type">{RUN_TYPES[run.workflowType].label}</SummaryCard>
        {hasItems && (
          <SummaryCard label="Total">
            {counts.total > 0 ? formatCount(counts.total) : 'Not known yet'}
          </SummaryCard>
        )}
        {!isAgent && (
          <>
            <SummaryCard label="Processed">{formatCount(counts.processed)}</SummaryCard>
            <SummaryCard label="Success">{formatCount(counts.success)}</SummaryCard>
            <SummaryCard label="Skipped">{formatCount(counts.skipped)}</SummaryCard>
            <SummaryCard label="Errors">{formatCount(counts.errors)}</SummaryCard>
          </>
        )}
        <SummaryCard label="Duration">
          <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
        </SummaryCard>
        {hasItems && !hasModel && (
          <SummaryCard label="Cost">{formatDollars(run.costUsd)}</SummaryCard>
        )}
      </dl>
      {isAgent ? <AgentSummary run={run} /> : hasModel && <ModelSummary run={run} />}
      {hasItems && <ResultFigures result={run.result} />}
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
