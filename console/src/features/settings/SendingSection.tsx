import { Button } from '@mantine/core';
import { IconMailPause, IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ColumnDef } from '@tanstack/react-table';
import { useState } from 'react';
import { deleteSendLimit, type SendLimit } from '@/client';
import { listSendLimitsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { formatCount } from '@/shared/format/number';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { DataTable } from '@/shared/list/DataTable';
import { SearchField } from '@/shared/list/SearchField';
import { Toolbar } from '@/shared/list/Toolbar';
import { useListState } from '@/shared/list/useListState';
import { useMay } from '@/shared/session/useMay';
import { ChangeOrLift } from './ChangeOrLift';
import { ContactLimitsForm } from './ContactLimitsForm';
import { MailboxPauses } from './MailboxPauses';
import { SectionIntro } from './SectionIntro';
import { SendLimitModal } from './SendLimitModal';
import { mailboxName, rateWords } from './sendLimitWords';
import { useRemoval } from './useRemoval';

/** How often what has left is counted again, in milliseconds: mails tell of themselves to nobody. */
const COUNTED_EVERY = 15_000;

/** How much mail may leave, and how much has. */
export function SendingSection() {
  const list = useListState('mailbox');
  const mayKeep = useMay('admin');
  const [edited, edit] = useState<SendLimit | 'new' | null>(null);
  const limits = useQuery({
    ...listSendLimitsOptions({ query: list.query }),
    placeholderData: keepPreviousData,
    refetchInterval: COUNTED_EVERY,
  });
  const lift = useRemoval<SendLimit>({
    list: 'listSendLimits',
    verb: 'Lift',
    nameOf: (limit) => `the limit of ${mailboxName(limit)}`,
    consequence:
      'New mail leaves at once; what waits looks again within a minute, the first in the queue first.',
    remove: ({ mailbox }) => deleteSendLimit({ path: { mailbox }, throwOnError: true }),
  });
  const columns: ColumnDef<SendLimit>[] = [
    { header: 'Mailbox', meta: { sort: 'mailbox' }, cell: ({ row }) => mailboxName(row.original) },
    { header: 'At most', cell: ({ row }) => rateWords(row.original) },
    {
      header: 'Last hour',
      meta: { numeric: true },
      cell: ({ row }) => formatCount(row.original.sentLastHour),
    },
    {
      header: 'Last day',
      meta: { numeric: true },
      cell: ({ row }) => formatCount(row.original.sentLastDay),
    },
    {
      header: 'Waiting',
      meta: { numeric: true, sort: 'waiting' },
      cell: ({ row }) => formatCount(row.original.waiting),
    },
    { header: 'Next leaves', cell: ({ row }) => <RelativeTime at={row.original.nextAt} /> },
    {
      id: 'acts',
      header: () => <span aria-hidden />,
      meta: { width: 130 },
      cell: ({ row }) =>
        mayKeep && (
          <ChangeOrLift
            of={`the limit of ${mailboxName(row.original)}`}
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
              New limit
            </Button>
          )
        }
      >
        Mail above a limit is not lost and does not fail: its step waits for its turn. Hours and
        days are any sixty minutes and any twenty-four hours.
      </SectionIntro>
      <Toolbar isFiltered={list.isFiltered} onClear={list.clear}>
        <SearchField label="Search mailboxes" value={list.q} onChange={list.setSearch} />
      </Toolbar>
      <DataTable
        label="Send limits"
        query={limits}
        columns={columns}
        rowId={(limit) => limit.mailbox}
        sort={list.sort}
        onSort={list.setSort}
        page={list.page}
        onPage={list.setPage}
        empty={
          <EmptyState icon={IconMailPause} title="No limits">
            {list.isFiltered
              ? 'No limit fits the search.'
              : 'Mail leaves as soon as its step is reached.'}
          </EmptyState>
        }
      />
      <SendLimitModal edited={edited} onClose={() => edit(null)} />
      <MailboxPauses />
      <ContactLimitsForm />
    </>
  );
}
