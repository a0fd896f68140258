import { SegmentedControl, Skeleton } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { MailDirection } from '@/client';
import { getMailOptions, listMailsOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Page } from '@/shared/layout/Page';
import { SplitView } from '@/shared/layout/SplitView';
import { useChosen } from '@/shared/layout/useChosen';
import { Pager } from '@/shared/list/Pager';
import { SearchField } from '@/shared/list/SearchField';
import { SortSelect } from '@/shared/list/SortSelect';
import { Toolbar } from '@/shared/list/Toolbar';
import { type ListState, PAGE_SIZE, useListState } from '@/shared/list/useListState';
import { MailDetail } from './MailDetail';
import { MailItem } from './MailItem';

/** Filters that links set. */
const GIVEN = ['entityId', 'from', 'to'] as const;

/** The built-in mailbox: what was sent, which goes nowhere else, and replies as its readers. */
export function MailboxPage() {
  const list = useListState('-sentAt', ['direction', 'entityId', 'from', 'to']);
  const direction = (list.filters.direction ?? 'outbound') as MailDirection;
  const [, setParams] = useSearchParams();
  const turnTo = (other: string) =>
    setParams((known) => {
      const next = new URLSearchParams(known);
      // The mail that is open is of the direction that it was found in.
      next.delete('mail');
      next.delete('page');
      next.set('direction', other);
      return next;
    });
  return (
    <Page
      title="Mailbox"
      full
      subtitle="Mail of the built-in mailbox stays here, where you can answer it as its reader would"
    >
      <Toolbar
        isFiltered={GIVEN.some((name) => list.filters[name] !== undefined)}
        onClear={list.clear}
        end={
          <SegmentedControl
            size="xs"
            aria-label="Direction"
            value={direction}
            onChange={turnTo}
            data={[
              { value: 'outbound', label: 'Sent' },
              { value: 'inbound', label: 'Replies' },
            ]}
          />
        }
      >
        <SearchField label="Search mail" value={list.q} onChange={list.setSearch} />
        <SortSelect
          sort={list.sort}
          onSort={list.setSort}
          sorts={[
            ['-sentAt', 'Newest first'],
            ['sentAt', 'Oldest first'],
          ]}
        />
      </Toolbar>
      <Mails key={direction} direction={direction} list={list} />
    </Page>
  );
}

interface MailsProps {
  direction: MailDirection;
  list: ListState<'direction' | (typeof GIVEN)[number]>;
}

/** The mails of one direction beside the one that is open. */
function Mails({ direction, list }: MailsProps) {
  const mails = useQuery({
    ...listMailsOptions({ query: { ...list.query, direction } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useChosen(
    'mail',
    mails.data?.data.map(({ id }) => id),
  );
  const mail = useQuery({
    ...getMailOptions({ path: { id: chosen ?? '' } }),
    enabled: chosen !== undefined,
  });
  if (mails.isError) {
    return <ErrorState error={mails.error} onRetry={() => mails.refetch()} />;
  }
  return (
    <SplitView
      label="Mails"
      items={
        mails.isPending ? (
          <Skeleton component="li" height={200} radius={0} />
        ) : (
          mails.data.data.map((each) => (
            <MailItem key={each.id} mail={each} direction={direction} chosen={each.id === chosen} />
          ))
        )
      }
      foot={
        mails.data &&
        mails.data.total > PAGE_SIZE && (
          <Pager
            page={list.page}
            pageSize={PAGE_SIZE}
            total={mails.data.total}
            onPage={list.setPage}
          />
        )
      }
    >
      {mail.data && <MailDetail key={mail.data.id} mail={mail.data} />}
      {mail.isError && <ErrorState error={mail.error} />}
      {!chosen && !mails.isPending && (
        <EmptyState icon={IconMail} title="No mail here">
          {list.isFiltered
            ? 'Nothing fits the search and filters.'
            : 'What flows send to the built-in mailbox shows here at once.'}
        </EmptyState>
      )}
    </SplitView>
  );
}
