import { Badge, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { TemplateResultsRate, TemplateView } from '@/client';
import { getTemplateResultsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatCount, formatShare } from '@/shared/format/number';
import { GoalSummary } from './GoalSummary';
import { compared, type ResultRow, resultRows } from './resultRows';

/** The library of charts is large and needed nowhere else. */
const ReplyChart = lazy(() => import('./ReplyChart'));

/** Answers come in by themselves; nobody should have to ask for them. */
const LOOK_AGAIN_MS = 15_000;

/** What became of a template's mail, by step and variant. */
export function ResultsSection({ template }: { template: TemplateView }) {
  const query = useQuery({
    ...getTemplateResultsOptions({ path: { id: template.id } }),
    refetchInterval: LOOK_AGAIN_MS,
  });
  if (!query.data) {
    return query.isError ? (
      <ErrorState error={query.error} onRetry={() => query.refetch()} />
    ) : (
      <Loading />
    );
  }
  const rows = resultRows(query.data, template);
  if (rows.length === 0) {
    return (
      <EmptyState icon={IconChartBar} title="Nothing sent yet">
        Once mail of this template has gone out, its replies, bounces and unsubscribes are counted
        here.
      </EmptyState>
    );
  }
  const minimum = query.data.steps[0]?.minimum ?? 0;
  const { goal, variantGoal } = query.data;
  const counted = goal ? [...COUNTS, GOALS] : COUNTS;
  return (
    <Stack gap="lg">
      {goal && <GoalSummary goal={goal} />}
      {rows.some(({ counts }) => counts.replied > 0) && (
        <Suspense fallback={<Skeleton height={220} />}>
          <ReplyChart rows={compared(rows)} />
        </Suspense>
      )}
      <Table.ScrollContainer minWidth={680}>
        <Table aria-label="Results" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Message</Table.Th>
              {counted.map(({ label }) => (
                <Table.Th key={label} ta="right">
                  {label}
                </Table.Th>
              ))}
              <Table.Th ta="right">Reply rate</Table.Th>
              {goal && <Table.Th ta="right">Goal rate</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <ResultLine key={row.key} row={row} counted={counted} hasGoal={Boolean(goal)} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        The range holds the true rate in 95 of 100 cases. A variant wins by{' '}
        {variantGoal === 'goal' ? 'goals' : 'replies'}, once each was sent {formatCount(minimum)}{' '}
        times and chance does not explain its lead.
      </Text>
    </Stack>
  );
}

const COUNTS = [
  { label: 'Sent', of: (row: ResultRow) => row.counts.sent },
  { label: 'Delivered', of: (row: ResultRow) => row.counts.delivered },
  { label: 'Replied', of: (row: ResultRow) => row.counts.replied },
  { label: 'Clicked', of: (row: ResultRow) => row.counts.clicked },
  { label: 'Bounced', of: (row: ResultRow) => row.counts.bounced },
  { label: 'Unsubscribed', of: (row: ResultRow) => row.counts.unsubscribed },
  { label: 'Spam', of: (row: ResultRow) => row.counts.complained },
];

const GOALS = { label: 'Goals', of: (row: ResultRow) => row.counts.goals };

interface LineProps {
  row: ResultRow;
  counted: typeof COUNTS;
  hasGoal: boolean;
}

function ResultLine({ row, counted, hasGoal }: LineProps) {
  return (
    <Table.Tr>
      <Table.Td pl={row.variant === null ? undefined : 'xl'}>
        <Group gap={8} wrap="nowrap">
          <Text size="sm" fw={row.variant === null ? 500 : undefined} truncate>
            {row.variant ?? `${row.step}. ${row.label}`}
          </Text>
          {row.wins && (
            <Badge size="sm" color="teal" variant="light">
              Wins
            </Badge>
          )}
        </Group>
      </Table.Td>
      {counted.map(({ label, of }) => (
        <Table.Td key={label} ta="right">
          {formatCount(of(row))}
        </Table.Td>
      ))}
      <RateCell rate={row.counts.replyRate} />
      {hasGoal && <RateCell rate={row.counts.goalRate} />}
    </Table.Tr>
  );
}

function RateCell({ rate: { value, low, high } }: { rate: TemplateResultsRate }) {
  return (
    <Table.Td ta="right">
      {formatShare(value)}
      <Text span size="xs" c="dimmed" ml={6}>
        {formatShare(low)} to {formatShare(high)}
      </Text>
    </Table.Td>
  );
}
