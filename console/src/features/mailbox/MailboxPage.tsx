import { SegmentedControl, Skeleton } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
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
import { PAGE_SIZE, useListState } from '@/shared/list/useListState';
import { MailDetail } from './MailDetail';
import { MailItem } from './MailItem';

/** The built-in mailbox: what was sent, which goes nowhere else, and replies as its readers. */
export function MailboxPage() {
  const list = useListState('-sentAt', ['direction', 'entityId']);
  const direction = (list.filters.direction ?? 'outbound') as MailDirection;
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
  return (
    <Page
      title="Mailbox"
      full
      subtitle="Mail of the built-in mailbox stays here, where you can answer it as its reader would"
    >
      <Toolbar
        isFiltered={list.filters.entityId !== undefined}
        onClear={list.clear}
        end={
          <SegmentedControl
            size="xs"
            aria-label="Direction"
            value={direction}
            onChange={(value) => list.setFilter('direction', value === 'outbound' ? null : value)}
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
      {mails.isError ? (
        <ErrorState error={mails.error} onRetry={() => mails.refetch()} />
      ) : (
        <SplitView
          label="Mails"
          items={
            mails.isPending ? (
              <Skeleton component="li" height={200} radius={0} />
            ) : (
              mails.data.data.map((each) => (
                <MailItem key={each.id} mail={each} chosen={each.id === chosen} />
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
      )}
    </Page>
  );
}
