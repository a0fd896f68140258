import { Anchor, Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { StageResults } from '@/client';
import { getFlowResultsOptions } from '@/client/@tanstack/react-query.gen';
import { RangeFields } from '@/features/analytics/RangeFields';
import { rangeOf } from '@/features/analytics/reportRange';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatShare } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { StageFigure } from '../StageFigure';
import { BECAME, type Became, type StageCohort, stageList } from '../stageList';
import { stay } from './funnelWords';

/** The library of charts is large and needed nowhere else. */
const FunnelChart = lazy(() => import('./FunnelChart'));

/** How contacts get through the stages of a flow: who came, and what became of them. */
export function Funnel({ flowId }: { flowId: string | undefined }) {
  const [params, setParams] = useSearchParams();
  const range = rangeOf(params, new Date());
  const { from, to } = range;
  const [version, setVersion] = useState<string | null>(null);
  const query = useQuery({
    ...getFlowResultsOptions({
      path: { id: flowId ?? '' },
      query: { from, to },
    }),
    enabled: flowId !== undefined,
  });
  if (!flowId) {
    return (
      <EmptyState icon={IconFilter} title="Which flow?">
        Choose a flow above: the funnel shows how many came to each stage and went on.
      </EmptyState>
    );
  }
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!query.data) {
    return <Loading />;
  }
  const { versions } = query.data;
  const chosen = versions.find((each) => String(each.version) === version);
  const stages = chosen?.stages ?? query.data.stages;
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <RangeFields
          params={params}
          range={range}
          onChange={(next) => setParams(next, { replace: true })}
        />
        <Select
          size="xs"
          aria-label="Version"
          placeholder="All versions"
          clearable
          data={versions.map((each) => ({
            value: String(each.version),
            label: `Version ${each.version}`,
          }))}
          value={version}
          onChange={setVersion}
        />
      </Group>
      <Suspense fallback={<Skeleton height={220} />}>
        <FunnelChart stages={stages} />
      </Suspense>
      <Table.ScrollContainer minWidth={680}>
        <Table aria-label="Funnel" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Stage</Table.Th>
              {COUNTS.map((became) => (
                <Table.Th key={became} ta="right">
                  {BECAME[became].label}
                </Table.Th>
              ))}
              <Table.Th ta="right">Median stay</Table.Th>
              <Table.Th ta="right">Went on</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stages.map((stage) => (
              <StageLine
                key={stage.uxNodeId}
                stage={stage}
                cohort={{ flowId, uxNodeId: stage.uxNodeId, from, to, version: chosen?.version }}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        Each contact counts once at a stage, by the last time that they came. The range holds the
        true share in 95 of 100 cases.
      </Text>
    </Stack>
  );
}

const COUNTS: readonly Became[] = [
  'entered',
  'sent',
  'replied',
  'there',
  'moved_on',
  'completed',
  'exited',
  'cancelled',
];

function StageLine({ stage, cohort }: { stage: StageResults; cohort: StageCohort }) {
  const { value, low, high } = stage.conversion;
  return (
    <Table.Tr>
      <Table.Td>{stage.label ?? humanize(stage.uxNodeId)}</Table.Td>
      {COUNTS.map((became) => (
        <Table.Td key={became} ta="right">
          <StageFigure stage={stage} cohort={cohort} became={became} />
        </Table.Td>
      ))}
      <Table.Td ta="right">{stay(stage.medianSeconds)}</Table.Td>
      <Table.Td ta="right">
        {stage.entered > 0 && (
          <>
            <Anchor
              component={Link}
              to={stageList(cohort, 'converted')}
              c="inherit"
              fz="inherit"
              aria-label={`${stage.label ?? humanize(stage.uxNodeId)}, ${BECAME.converted.label}: ${stage.converted}`}
            >
              {formatShare(value)}
            </Anchor>
            <Text span size="xs" c="dimmed" ml={6}>
              {formatShare(low)} to {formatShare(high)}
            </Text>
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
