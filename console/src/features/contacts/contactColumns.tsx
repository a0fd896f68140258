import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { Contact } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { contactName, contactPath } from './contactName';

/** The ids of those who are chosen, also on pages that are not shown. */
export type ChosenContacts = ReadonlySet<string>;

/** Tags that a row has room for. */
const TAGS = 3;

const attributesOf = ({ attributes }: Contact) =>
  Object.entries(attributes)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

/** What a contact is, behind its name. */
export const COLUMNS: ColumnDef<Contact>[] = [
  { header: 'Company', accessorKey: 'company', meta: { sort: 'company' } },
  { header: 'Title', accessorKey: 'title', meta: { hidden: true } },
  { header: 'Phone', accessorKey: 'phone', meta: { hidden: true } },
  { header: 'Time zone', accessorKey: 'timezone', meta: { hidden: true } },
  {
    header: 'Lifecycle stage',
    accessorKey: 'lifecycleStage',
    meta: { sort: 'lifecycleStage', hidden: true },
  },
  {
    header: 'Tags',
    cell: ({ row }) => (
      <Group gap={4}>
        {row.original.tags.slice(0, TAGS).map((tag) => (
          <Badge key={tag} size="sm" variant="default" radius="sm" tt="none" fw={500}>
            {tag}
          </Badge>
        ))}
        {row.original.tags.length > TAGS && (
          <Text size="xs" c="dimmed">
            +{row.original.tags.length - TAGS}
          </Text>
        )}
      </Group>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 150 },
    cell: ({ row }) =>
      row.original.unsubscribedAt ? (
        <StatusBadge status="paused" label="Unsubscribed" />
      ) : (
        <StatusBadge
          status={row.original.status === 'active' ? 'completed' : 'archived'}
          label={row.original.status === 'active' ? 'Active' : 'Archived'}
        />
      ),
  },
  {
    header: 'Attributes',
    meta: { hidden: true },
    cell: ({ row }) => (
      <Text size="xs" c="dimmed" lineClamp={2} maw={240}>
        {attributesOf(row.original)}
      </Text>
    ),
  },
  {
    header: 'Added',
    meta: { sort: 'createdAt', width: 120, hidden: true },
    cell: ({ row }) => <RelativeTime at={row.original.createdAt} c="dimmed" />,
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** Whom a row is about; `note` says what they are to those who choose. */
export const nameColumn = (
  note: ((contact: Contact) => string | undefined) | undefined,
): ColumnDef<Contact> => ({
  header: 'Name',
  meta: { sort: 'name' },
  cell: ({ row }) => {
    const noted = note?.(row.original);
    return (
      <Stack gap={0}>
        <Group gap={6} wrap="nowrap">
          <Anchor component={Link} to={contactPath(row.original)} c="inherit" fw={500} fz="sm">
            {contactName(row.original)}
          </Anchor>
          {noted && (
            <Badge size="xs" variant="light" color="gray" radius="sm" tt="none" fw={500}>
              {noted}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {row.original.email}
        </Text>
      </Stack>
    );
  },
});
