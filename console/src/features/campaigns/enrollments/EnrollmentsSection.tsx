import { Anchor, Box, Stack, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useMemo } from 'react';
import { Link } from 'react-router';
import type { EnrollmentStatus, EnrollmentView, TemplateView } from '@/client';
import { listEnrollmentsOptions } from '@/client/@tanstack/react-query.gen';
import { contactPath } from '@/features/contacts/contactName';
import { BulkProgress } from '@/features/workflows/bulk/BulkProgress';
import { useBulkInProgress } from '@/features/workflows/bulk/useBulkOperation';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatCount } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { EnrollmentMenu } from './EnrollmentMenu';
import { ENROLLMENT_STATUSES, stepWords } from './enrollmentWords';
import { HoldCell } from './HoldCell';
import { enrollee } from './useEnrollmentAct';

const columnsOf = (steps: number): ColumnDef<EnrollmentView>[] => [
  {
    header: 'Contact',
    meta: { sort: 'contactName' },
    cell: ({ row: { original: enrollment } }) => (
      <Stack gap={0}>
        <Anchor
          component={Link}
          to={contactPath({ id: enrollment.contactId })}
          c="inherit"
          fw={500}
          fz="sm"
        >
          {enrollee(enrollment)}
        </Anchor>
        <Text size="xs" c="dimmed">
          {enrollment.contactEmail}
        </Text>
      </Stack>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 120 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Step',
    meta: { sort: 'currentStepIndex', width: 100 },
    cell: ({ row }) => stepWords(row.original, steps),
  },
  { header: 'Waits for', cell: ({ row }) => <HoldCell enrollment={row.original} /> },
  {
    header: 'Enrolled',
    meta: { sort: 'enrolledAt', width: 110 },
    cell: ({ row }) => <RelativeTime at={row.original.enrolledAt} c="dimmed" />,
  },
  {
    id: 'actions',
    header: '',
    meta: { width: 48 },
    cell: ({ row }) => <EnrollmentMenu enrollment={row.original} />,
  },
];

/** Who is enrolled in a template, where each of them stands and what holds them. */
export function EnrollmentsSection({ template }: { template: TemplateView }) {
  const list = useListState('-enrolledAt', ['status']);
  const enrollments = useQuery({
    // What an answer ends shows no event until its run is cancelled.
    staleTime: 0,
    ...listEnrollmentsOptions({
      path: { id: template.id },
      query: { ...list.query, status: list.filters.status as EnrollmentStatus | undefined },
    }),
    placeholderData: keepPreviousData,
  });
  const steps = template.steps.length;
  const columns = useMemo(() => columnsOf(steps), [steps]);
  const bulk = useBulkInProgress({ templateId: template.id });
  return (
    <>
      {bulk && (
        <Box mb="md">
          <BulkProgress bulk={bulk} label="In progress">
            {bulk.kind === 'enroll' ? 'Enrolling' : 'Enrollments follow their template'}:{' '}
            {formatCount(bulk.processed)} of {formatCount(bulk.total)}
          </BulkProgress>
        </Box>
      )}
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search enrollments" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={list.filters.status}
          options={ENROLLMENT_STATUSES}
          onChange={(status) => list.setFilter('status', status)}
        />
      </Toolbar>
      <DataTable
        label="Enrollments"
        query={enrollments}
        columns={columns}
        rowId={(enrollment) => enrollment.id}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconUsers} title="Nobody here">
            {list.isFiltered
              ? 'Nobody fits the search and filters.'
              : 'Enroll contacts; they show here with the step that they are at.'}
          </EmptyState>
        }
      />
    </>
  );
}
