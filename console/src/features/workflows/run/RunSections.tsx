import { Tabs } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBraces,
  IconFileDiff,
  IconListDetails,
  IconMessages,
  IconSitemap,
  IconTimeline,
} from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { RunView } from '@/client';
import { Conversation } from '@/features/agents/session/Conversation';
import { RunDiffSection } from '@/features/workspaces/run/RunDiffSection';
import { Loading } from '@/shared/feedback/Loading';
import { formatCount } from '@/shared/format/number';
import { worksOffItems } from '@/shared/status/runTypes';
import { RunData } from './RunData';
import { RunErrors } from './RunErrors';
import { RunItems } from './RunItems';
import { StepTimeline } from './StepTimeline';

const RunGraph = lazy(async () => ({ default: (await import('./RunGraph')).RunGraph }));

/** What a run did: step by step or item by item, in its workspace, on its graph, what went wrong, and as data. */
export function RunSections({ run }: { run: RunView }) {
  const [params, setParams] = useSearchParams();
  const section = params.get('section') ?? 'timeline';
  const hasItems = worksOffItems(run.workflowType);
  return (
    <Tabs
      mt="md"
      value={section}
      onChange={(chosen) =>
        setParams(chosen && chosen !== 'timeline' ? { section: chosen } : {}, { replace: true })
      }
      keepMounted={false}
    >
      <Tabs.List aria-label="Sections of the run">
        <Tabs.Tab
          value="timeline"
          leftSection={hasItems ? <IconListDetails size={15} /> : <IconTimeline size={15} />}
        >
          {hasItems ? 'Items and pages' : 'Timeline'}
        </Tabs.Tab>
        {hasItems && (
          <Tabs.Tab value="errors" leftSection={<IconAlertTriangle size={15} />}>
            Errors{run.errorItems > 0 && ` (${formatCount(run.errorItems)})`}
          </Tabs.Tab>
        )}
        {run.sessionId && (
          <Tabs.Tab value="transcript" leftSection={<IconMessages size={15} />}>
            Transcript
          </Tabs.Tab>
        )}
        {run.repoUrl && (
          <Tabs.Tab value="changes" leftSection={<IconFileDiff size={15} />}>
            Changes
          </Tabs.Tab>
        )}
        {run.flowId && (
          <Tabs.Tab value="graph" leftSection={<IconSitemap size={15} />}>
            Graph
          </Tabs.Tab>
        )}
        <Tabs.Tab value="data" leftSection={<IconBraces size={15} />}>
          Input and output
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="timeline" pt="md">
        {hasItems ? <RunItems runId={run.id} /> : <StepTimeline run={run} />}
      </Tabs.Panel>
      {hasItems && (
        <Tabs.Panel value="errors" pt="md">
          <RunErrors run={run} />
        </Tabs.Panel>
      )}
      {run.sessionId && (
        <Tabs.Panel value="transcript" pt="md">
          <Conversation
            sessionId={run.sessionId}
            runId={run.id}
            liveRunId={run.completedAt ? undefined : run.id}
          />
        </Tabs.Panel>
      )}
      {run.repoUrl && (
        <Tabs.Panel value="changes" pt="md">
          <RunDiffSection run={run} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="graph" pt="md">
        <Suspense fallback={<Loading />}>
          <RunGraph run={run} />
        </Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="data" pt="md">
        <RunData run={run} />
      </Tabs.Panel>
    </Tabs>
  );
}
