import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { FlowSummary } from '@/client';
import { formatCount, plural } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { FlowActsMenu } from './FlowActsMenu';
import { type Figure, figureOf } from './flowFigures';
import { flowPath, KINDS } from './flowWords';

export const FLOW_COLUMNS: ColumnDef<FlowSummary>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Stack gap={2}>
        {row.original.archivedAt === null ? (
          <Anchor component={Link} to={flowPath(row.original)} c="inherit" fw={500} fz="sm">
            {row.original.name}
          </Anchor>
        ) : (
          <Text size="sm" fw={500}>
            {row.original.name}
          </Text>
        )}
        {row.original.tags.length > 0 && (
          <Group gap={4}>
            {row.original.tags.map((tag) => (
              <Badge key={tag} size="xs" variant="default" radius="sm" tt="none" fw={500}>
                {tag}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
    ),
  },
  {
    header: 'Kind',
    meta: { sort: 'kind', width: 110 },
    cell: ({ row }) => (
      <Badge variant="light" radius="sm" tt="none" fw={500} color={KINDS[row.original.kind].color}>
        {KINDS[row.original.kind].short}
      </Badge>
    ),
  },
  {
    header: 'Version',
    meta: { numeric: true, width: 90 },
    cell: ({ row }) => row.original.latestVersion ?? 'Draft',
  },
  {
    header: 'Live',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => <FigureLink figure={figureOf(row.original, 'live')} />,
  },
  {
    header: 'Runs',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => <FigureLink figure={figureOf(row.original, 'started')} />,
  },
  {
    header: 'Failures',
    meta: { numeric: true, width: 90 },
    cell: ({ row }) => <FigureLink figure={figureOf(row.original, 'failed')} alarming />,
  },
  {
    header: 'Last run',
    meta: { width: 110 },
    cell: ({ row }) => {
      const at = row.original.figures?.lastStartedAt;
      return at ? <RelativeTime at={at} c="dimmed" /> : '–';
    },
  },
  {
    header: 'Created',
    meta: { sort: 'createdAt', width: 110, hidden: true },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 110 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
  {
    id: 'acts',
    header: () => <span aria-hidden />,
    meta: { width: 44 },
    cell: ({ row }) => <FlowActsMenu flow={row.original} />,
  },
];

/** A figure that leads to the list behind it; a dash for none. */
function FigureLink({ figure, alarming }: { figure: Figure; alarming?: boolean }) {
  if (!figure.count) {
    return (
      <Text span inherit c="dimmed">
        –
      </Text>
    );
  }
  return (
    <Anchor
      component={Link}
      to={figure.to}
      fz="sm"
      c={alarming ? 'red' : 'inherit'}
      aria-label={plural(figure.count, figure.noun)}
    >
      {formatCount(figure.count)}
    </Anchor>
  );
}
