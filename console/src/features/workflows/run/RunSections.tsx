import { Tabs } from '@mantine/core';
import { IconBraces, IconSitemap, IconTimeline } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import type { RunView } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { RunData } from './RunData';
import { StepTimeline } from './StepTimeline';

const RunGraph = lazy(async () => ({ default: (await import('./RunGraph')).RunGraph }));

/** What a run did, in three ways: step by step, on its graph, and as data. */
export function RunSections({ run }: { run: RunView }) {
  const [params, setParams] = useSearchParams();
  const section = params.get('section') ?? 'timeline';
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
        <Tabs.Tab value="timeline" leftSection={<IconTimeline size={15} />}>
          Timeline
        </Tabs.Tab>
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
        <StepTimeline run={run} />
      </Tabs.Panel>
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
