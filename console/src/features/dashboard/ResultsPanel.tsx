import { Anchor, Skeleton, Table, Text } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { FlowSummary } from '@/client';
import { getFlowResultsOptions, listFlowsOptions } from '@/client/@tanstack/react-query.gen';
import { type ReportRange, withChoice } from '@/features/analytics/reportRange';
import { StageFigure } from '@/features/workflows/journeys/StageFigure';
import { BECAME, type Became } from '@/features/workflows/journeys/stageList';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { humanize } from '@/shared/format/words';
import { Panel } from '@/shared/layout/Panel';
import { BUSINESS_FLOWS } from './businessFlows';
import classes from './Dashboard.module.css';

/** Business flows that are shown; the funnel of each flow has all of its figures. */
const SHOWN = 4;

/** Milliseconds between two looks: no event says that a report is old. */
const LOOK_AGAIN = 60_000;

const COLUMNS: readonly Became[] = ['entered', 'sent', 'replied', 'converted'];

/** How many got mail, answered and went on at each stage, of those who came in some days. */
export function ResultsPanel({ range }: { range: ReportRange }) {
  const flows = useQuery(
    listFlowsOptions({ query: { kind: 'bmc', sort: '-updatedAt', pageSize: SHOWN } }),
  );
  return (
    <Panel
      title="Results by stage"
      flush
      end={
        <Anchor component={Link} to={BUSINESS_FLOWS} size="xs">
          All flows
        </Anchor>
      }
    >
      {flows.isPending && <Skeleton height={120} radius={0} />}
      {flows.isError && <ErrorState error={flows.error} onRetry={() => flows.refetch()} />}
      {flows.data?.data.map((flow) => (
        <FlowResults key={flow.id} flow={flow} range={range} />
      ))}
      {flows.data?.total === 0 && (
        <EmptyState compact icon={IconFilter} title="No business flows yet" />
      )}
    </Panel>
  );
}

function FlowResults({ flow, range }: { flow: FlowSummary; range: ReportRange }) {
  const { from, to } = range;
  const funnel = new URLSearchParams({ view: 'funnel', flowId: flow.id });
  const results = useQuery({
    ...getFlowResultsOptions({ path: { id: flow.id }, query: { from, to } }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN,
  });
  return (
    <div className={classes.flow}>
      <Anchor
        component={Link}
        to={`/workflows/journeys?${withChoice(funnel, range.choice, range)}`}
        c="inherit"
        fw={500}
        size="sm"
      >
        {flow.name}
      </Anchor>
      {results.isPending && <Skeleton height={60} mt="sm" />}
      {results.isError && <ErrorState error={results.error} onRetry={() => results.refetch()} />}
      {results.data && (
        <Table.ScrollContainer minWidth={360}>
          <Table
            aria-label={`Results of ${flow.name}`}
            layout="fixed"
            verticalSpacing={4}
            withRowBorders={false}
          >
            <Table.Thead>
              <Table.Tr>
                <Table.Th w="36%">
                  <Text span inherit size="xs" c="dimmed">
                    Stage
                  </Text>
                </Table.Th>
                {COLUMNS.map((became) => (
                  <Table.Th key={became} ta="right">
                    <Text span inherit size="xs" c="dimmed">
                      {BECAME[became].label}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {results.data.stages.map((stage) => (
                <Table.Tr key={stage.uxNodeId}>
                  <Table.Td>{stage.label ?? humanize(stage.uxNodeId)}</Table.Td>
                  {COLUMNS.map((became) => (
                    <Table.Td key={became} ta="right">
                      <StageFigure
                        stage={stage}
                        cohort={{ flowId: flow.id, uxNodeId: stage.uxNodeId, from, to }}
                        became={became}
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </div>
  );
}
