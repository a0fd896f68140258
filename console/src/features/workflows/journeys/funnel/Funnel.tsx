import { Group, Select, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import type { StageResults } from '@/client';
import { getFlowResultsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { firstDay } from '@/shared/format/days';
import { formatCount, formatShare } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';
import { RANGES, stay } from './funnelWords';

/** The library of charts is large and needed nowhere else. */
const FunnelChart = lazy(() => import('./FunnelChart'));

/** How contacts get through the stages of a flow: who came, and what became of them. */
export function Funnel({ flowId }: { flowId: string | undefined }) {
  const [days, setDays] = useState<string>(RANGES[1].value);
  const [version, setVersion] = useState<string | null>(null);
  const query = useQuery({
    ...getFlowResultsOptions({
      path: { id: flowId ?? '' },
      query: { from: firstDay(new Date(), Number(days)) },
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
        <Select
          size="xs"
          aria-label="Range"
          allowDeselect={false}
          data={RANGES}
          value={days}
          onChange={(value) => setDays(value ?? RANGES[1].value)}
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
              {COUNTS.map(({ label }) => (
                <Table.Th key={label} ta="right">
                  {label}
                </Table.Th>
              ))}
              <Table.Th ta="right">Median stay</Table.Th>
              <Table.Th ta="right">Went on</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stages.map((stage) => (
              <StageLine key={stage.uxNodeId} stage={stage} />
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

const COUNTS = [
  { label: 'Came', of: (stage: StageResults) => stage.entered },
  { label: 'There now', of: (stage: StageResults) => stage.there },
  { label: 'Moved on', of: (stage: StageResults) => stage.movedOn },
  { label: 'Completed', of: (stage: StageResults) => stage.ended.completed },
  { label: 'Exited', of: (stage: StageResults) => stage.ended.exited },
  { label: 'Cancelled', of: (stage: StageResults) => stage.ended.cancelled },
];

function StageLine({ stage }: { stage: StageResults }) {
  const { value, low, high } = stage.conversion;
  return (
    <Table.Tr>
      <Table.Td>{stage.label ?? humanize(stage.uxNodeId)}</Table.Td>
      {COUNTS.map(({ label, of }) => (
        <Table.Td key={label} ta="right">
          {formatCount(of(stage))}
        </Table.Td>
      ))}
      <Table.Td ta="right">{stay(stage.medianSeconds)}</Table.Td>
      <Table.Td ta="right">
        {stage.entered > 0 && (
          <>
            {formatShare(value)}
            <Text span size="xs" c="dimmed" ml={6}>
              {formatShare(low)} to {formatShare(high)}
            </Text>
          </>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
