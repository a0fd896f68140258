import { Anchor, SimpleGrid, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RunReport } from '@/client';
import { runPath } from '@/features/workflows/runs/runPath';
import { formatDollars } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { RUN_TYPES } from '@/shared/status/runTypes';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { spanWords } from './figureWords';

type Outlier = RunReport['slowest'][number];

/** The runs that took the longest, and those that cost the most. */
export function Outliers({ slowest, dearest }: Pick<RunReport, 'slowest' | 'dearest'>) {
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <OutlierPanel
        title="Slowest"
        runs={slowest}
        none="No run has ended in these days."
        figure={({ durationMs }) => spanWords(durationMs)}
      />
      <OutlierPanel
        title="Dearest"
        runs={dearest}
        none="No run has cost anything in these days."
        figure={({ costUsd }) => formatDollars(costUsd)}
      />
    </SimpleGrid>
  );
}

interface Props {
  title: string;
  runs: Outlier[];
  none: string;
  figure: (run: Outlier) => string;
}

function OutlierPanel({ title, runs, none, figure }: Props) {
  return (
    <Panel title={title} flush>
      {runs.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {none}
        </Text>
      ) : (
        <Table aria-label={title} horizontalSpacing="md" verticalSpacing="xs" layout="fixed">
          <Table.Tbody>
            {runs.map((run) => (
              <Table.Tr key={run.runId}>
                <Table.Td w="55%">
                  <Anchor component={Link} to={runPath(run.runId)} size="sm" lineClamp={1}>
                    {run.name}
                  </Anchor>
                  <Text size="xs" c="dimmed">
                    {RUN_TYPES[run.workflowType].label}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={run.status} />
                </Table.Td>
                <Table.Td ta="right">{figure(run)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
