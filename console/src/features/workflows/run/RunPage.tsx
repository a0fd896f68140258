import { Box, Stack } from '@mantine/core';
import { useParams } from 'react-router';
import { AgentApprovals } from '@/features/agents/run/AgentApprovals';
import { AgentOutcome } from '@/features/agents/run/AgentOutcome';
import { AgentTask } from '@/features/agents/run/AgentTask';
import { RunChanges } from '@/features/workspaces/run/RunChanges';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { TemporalLink } from '@/shared/layout/TemporalLink';
import { May } from '@/shared/session/May';
import { RunTypeIcon } from '@/shared/status/RunTypeIcon';
import { RunStatusBadge } from '../runs/RunStatusBadge';
import { RUNS } from '../runs/runPath';
import { RunActButtons } from './RunActButtons';
import { RunOrigin } from './RunOrigin';
import { RunSections } from './RunSections';
import { RunSummary } from './RunSummary';
import { RunWaits } from './RunWaits';
import { UndoRun } from './UndoRun';
import { useRun } from './useRun';

const ABOVE = [
  { label: 'Workflows', to: RUNS },
  { label: 'Runs', to: RUNS },
];

/** One run: how it stands, what it did step by step, what came of it. */
export function RunPage() {
  const { id = '' } = useParams();
  const { run, failed } = useRun(id);
  if (!run) {
    return (
      <Page title="Run" above={ABOVE}>
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => failed.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={run.name}
      above={ABOVE}
      leading={<RunTypeIcon type={run.workflowType} size={30} />}
      trailing={<RunStatusBadge run={run} />}
      subtitle={<RunOrigin run={run} />}
      actions={
        <>
          {run.temporalUrl && <TemporalLink href={run.temporalUrl} />}
          <UndoRun run={run} />
          <May needs="operator">
            <RunActButtons run={run} />
          </May>
        </>
      }
    >
      <RunWaits run={run} />
      {run.workflowType === 'agent' && (
        <Stack mb="md">
          <AgentApprovals run={run} />
          <AgentTask run={run} />
          <AgentOutcome run={run} />
        </Stack>
      )}
      {run.repoUrl && (
        <Box mb="md">
          <RunChanges run={run} />
        </Box>
      )}
      <RunSummary run={run} />
      <RunSections run={run} />
    </Page>
  );
}
