import { Anchor, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { RunReport, RunStatus } from '@/client';
import { formatCompact, formatCount, formatDollars } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { spanWords, successWords, tokensOf } from './figureWords';
import { GROUPINGS, type Grouping, groupName, groupPath } from './runGroups';

type Group = RunReport['groups'][number];

const COLUMNS = ['Runs', 'Failed', 'Succeeded', 'Half within', '95% within', 'Tokens', 'Cost'];

interface Props {
  grouping: Grouping;
  groups: Group[];
}

/** Runs with something in common, each with its figures and the way to them. */
export function GroupTable({ grouping, groups }: Props) {
  const { label } = GROUPINGS[grouping];
  return (
    <Panel title={`By ${label.toLowerCase()}`} flush>
      {groups.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          No run of these days has one.
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={680}>
          <Table
            aria-label={`Runs by ${label.toLowerCase()}`}
            horizontalSpacing="md"
            verticalSpacing="xs"
          >
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{label}</Table.Th>
                {COLUMNS.map((column) => (
                  <Table.Th key={column} ta="right">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {groups.map((group) => (
                <GroupRow key={group.key ?? ''} grouping={grouping} group={group} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Panel>
  );
}

function GroupRow({ grouping, group }: { grouping: Grouping; group: Group }) {
  const { figures } = group;
  const name = groupName(grouping, group);
  const figure = (
    shown: ReactNode,
    words?: string,
    more?: { status?: RunStatus; sort?: string },
  ): ReactNode => {
    const to = words && groupPath(grouping, group, more);
    return (
      <Table.Td ta="right">
        {to ? (
          <Anchor component={Link} to={to} size="sm" aria-label={`${words} of ${name}: ${shown}`}>
            {shown}
          </Anchor>
        ) : (
          shown
        )}
      </Table.Td>
    );
  };
  return (
    <Table.Tr>
      <Table.Td>{name}</Table.Td>
      {figure(formatCount(figures.runs), 'Runs')}
      {figure(formatCount(figures.ended.failed), 'Failed runs', { status: 'failed' })}
      {figure(successWords(figures), 'Completed runs', { status: 'completed' })}
      {figure(spanWords(figures.durationMs.p50))}
      {figure(spanWords(figures.durationMs.p95), 'The slowest runs', { sort: '-durationMs' })}
      {figure(formatCompact(tokensOf(figures)))}
      {figure(formatDollars(figures.costUsd))}
    </Table.Tr>
  );
}
