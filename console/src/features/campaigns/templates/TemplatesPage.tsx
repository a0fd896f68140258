import { Anchor } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { Link } from 'react-router';
import type { TemplateStatus, TemplateType, TemplateView } from '@/client';
import { listTemplatesOptions } from '@/client/@tanstack/react-query.gen';
import { BlueprintGallery } from '@/features/blueprints/BlueprintGallery';
import { WorkflowTabs } from '@/features/workflows/WorkflowTabs';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatCount } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { choicesOf } from '@/shared/format/words';
import { Page } from '@/shared/layout/Page';
import { DataTable } from '@/shared/list/DataTable';
import { FilterSelect } from '@/shared/list/FilterSelect';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { TEMPLATES, templatePath } from '../templatePath';
import { platformName, TEMPLATE_TYPES } from '../templateWords';
import { NewTemplate, NewTemplateButton } from './NewTemplate';

const STATUSES: readonly TemplateStatus[] = ['draft', 'active', 'paused', 'completed'];

const COLUMNS: ColumnDef<TemplateView>[] = [
  {
    header: 'Name',
    meta: { sort: 'name' },
    cell: ({ row }) => (
      <Anchor component={Link} to={templatePath(row.original)} c="inherit" fw={500} fz="sm">
        {row.original.name}
      </Anchor>
    ),
  },
  {
    header: 'Status',
    meta: { sort: 'status', width: 130 },
    cell: ({ row }) => <StatusBadge status={row.original.status} />,
  },
  {
    header: 'Type',
    meta: { sort: 'templateType', width: 130 },
    cell: ({ row }) => TEMPLATE_TYPES[row.original.templateType].label,
  },
  {
    header: 'Platform',
    meta: { width: 110 },
    cell: ({ row }) => platformName(row.original.platform),
  },
  {
    header: 'Steps',
    meta: { numeric: true, width: 80 },
    cell: ({ row }) => formatCount(row.original.steps.length),
  },
  {
    header: 'Enrollments',
    meta: { numeric: true, width: 110 },
    cell: ({ row }) => formatCount(row.original.enrollmentCount),
  },
  {
    header: 'Changed',
    meta: { sort: 'updatedAt', width: 120 },
    cell: ({ row }) => <RelativeTime at={row.original.updatedAt} c="dimmed" />,
  },
];

/** All templates: sequences that contacts are enrolled in. */
export function TemplatesPage() {
  const list = useListState('-updatedAt', ['status', 'templateType']);
  const mayEdit = useMay('editor');
  const { status, templateType } = list.filters;
  const templates = useQuery({
    ...listTemplatesOptions({
      query: {
        ...list.query,
        status: status as TemplateStatus | undefined,
        templateType: templateType as TemplateType | undefined,
      },
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Workflows" actions={mayEdit && <NewTemplate />}>
      <WorkflowTabs value={TEMPLATES} />
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search templates" value={list.q} onChange={list.setSearch} />
        <FilterSelect
          label="Status"
          value={status}
          options={STATUSES}
          onChange={(value) => list.setFilter('status', value)}
        />
        <FilterSelect
          label="Type"
          value={templateType}
          options={choicesOf(TEMPLATE_TYPES)}
          onChange={(value) => list.setFilter('templateType', value)}
        />
      </Toolbar>
      <DataTable
        label="Templates"
        query={templates}
        columns={COLUMNS}
        rowId={(template) => template.id}
        rowLink={templatePath}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <>
            <EmptyState
              icon={IconTemplate}
              title={list.isFiltered ? 'No templates here' : 'No templates yet'}
              action={!list.isFiltered && mayEdit && <NewTemplateButton />}
            >
              {list.isFiltered
                ? 'Nothing fits the search and filters.'
                : 'A template is a sequence of messages and other steps, with days between them. Contacts who are enrolled go through it one step after the other, until they reply. Try one of these:'}
            </EmptyState>
            {!list.isFiltered && <BlueprintGallery templates />}
          </>
        }
      />
    </Page>
  );
}
