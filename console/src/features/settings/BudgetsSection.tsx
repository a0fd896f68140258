import { Button } from '@mantine/core';
import { IconPlus, IconWallet } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useState } from 'react';
import { type Budget, deleteBudget } from '@/client';
import { listBudgetsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatDollars } from '@/shared/format/number';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { BudgetModal } from './BudgetModal';
import { budgetName, EXHAUSTED, limitWords } from './budgetWords';
import { ChangeOrLift } from './ChangeOrLift';
import { SectionIntro } from './SectionIntro';
import { useRemoval } from './useRemoval';

/** How often what is spent is read again, in milliseconds: models tell of their cost to nobody. */
const READ_EVERY = 15_000;

/** How much may be spent, and what is. */
export function BudgetsSection() {
  const list = useListState('-updatedAt');
  const mayKeep = useMay('admin');
  const [edited, edit] = useState<Budget | 'new' | null>(null);
  const budgets = useQuery({
    ...listBudgetsOptions({ query: list.query }),
    placeholderData: keepPreviousData,
    refetchInterval: READ_EVERY,
  });
  const lift = useRemoval<Budget>({
    list: 'listBudgets',
    verb: 'Lift',
    nameOf: (budget) => `the budget of ${budgetName(budget)}`,
    consequence: 'It may spend without a limit of its own; what waits for the money goes on.',
    remove: ({ scope, id }) => deleteBudget({ path: { scope, id }, throwOnError: true }),
  });
  const columns: ColumnDef<Budget>[] = [
    { header: 'Of', meta: { sort: 'scope' }, cell: ({ row }) => budgetName(row.original) },
    { header: 'At most', meta: { sort: 'usd' }, cell: ({ row }) => limitWords(row.original) },
    {
      header: 'Spent',
      meta: { numeric: true },
      cell: ({ row }) => formatDollars(row.original.spentUsd),
    },
    {
      header: 'Reserved',
      meta: { numeric: true },
      cell: ({ row }) => formatDollars(row.original.reservedUsd),
    },
    {
      header: 'Left',
      meta: { numeric: true },
      cell: ({ row }) => formatDollars(row.original.leftUsd),
    },
    { header: 'When it is spent', cell: ({ row }) => EXHAUSTED[row.original.onExhausted] },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 130 },
      cell: ({ row }) =>
        mayKeep && (
          <ChangeOrLift
            of={`the budget of ${budgetName(row.original)}`}
            onChange={() => edit(row.original)}
            onLift={() => lift(row.original)}
          />
        ),
    },
  ];
  return (
    <>
      <SectionIntro
        action={
          mayKeep && (
            <Button size="xs" leftSection={<IconPlus size={14} />} onClick={() => edit('new')}>
              New budget
            </Button>
          )
        }
      >
        Before a model is asked, the most that its answer can cost is reserved in every budget that
        it counts against. Days and months are those of UTC.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search by id or agent type" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Budgets"
        query={budgets}
        columns={columns}
        rowId={(budget) => `${budget.scope}/${budget.id}`}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconWallet} title="No budgets">
            {list.isFiltered ? 'No budget fits the search.' : 'Models are asked without a limit.'}
          </EmptyState>
        }
      />
      <BudgetModal edited={edited} onClose={() => edit(null)} />
    </>
  );
}
