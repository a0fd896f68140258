import { Badge, Button, Group, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { getContactConsentOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import classes from '@/shared/list/Rows.module.css';
import { May } from '@/shared/session/May';
import { ConsentModal } from './ConsentModal';
import { consentWords } from './consentWords';

const HISTORY = 5;

/** What a contact wants to be written about, how that changed, and a way to record what they say. */
export function ContactConsent({ contactId }: { contactId: string }) {
  const [page, setPage] = useState(1);
  const [changing, change] = useDisclosure(false);
  const consent = useQuery({
    ...getContactConsentOptions({ path: { id: contactId }, query: { page, pageSize: HISTORY } }),
    placeholderData: keepPreviousData,
  });
  const { everything, topics = [], history } = consent.data ?? {};
  return (
    <Panel
      title="Consent"
      flush
      end={
        <May needs="operator">
          <Button size="compact-xs" variant="subtle" onClick={change.open}>
            Record
          </Button>
        </May>
      }
    >
      {consent.isPending && <Skeleton height={60} radius={0} />}
      {consent.isError && <ErrorState error={consent.error} onRetry={() => consent.refetch()} />}
      {consent.data && (
        <Group gap={6} p="sm">
          <Standing label="Everything" granted={everything === 'granted'} />
          {topics.map(({ topic, state }) => (
            <Standing key={topic} label={topic} granted={state === 'granted'} />
          ))}
        </Group>
      )}
      <ol className={classes.rows}>
        {history?.data.map((entry) => {
          const { what, how } = consentWords(entry);
          return (
            <li key={entry.id} className={classes.row}>
              <div className={classes.words}>
                <Text size="sm" fw={500} truncate>
                  {what}
                </Text>
                <Text size="xs" c="dimmed" truncate>
                  {how}
                </Text>
              </div>
              <Text size="xs" c="dimmed">
                <RelativeTime at={entry.at} />
              </Text>
            </li>
          );
        })}
      </ol>
      {history && history.total > HISTORY && (
        <Pager page={page} pageSize={HISTORY} total={history.total} onPage={setPage} />
      )}
      <ConsentModal
        contactId={contactId}
        topics={topics.map(({ topic }) => topic)}
        opened={changing}
        onClose={change.close}
      />
    </Panel>
  );
}

function Standing({ label, granted }: { label: string; granted: boolean }) {
  return (
    <Badge size="sm" variant="light" color={granted ? 'teal' : 'red'} tt="none" fw={500}>
      {label}: {granted ? 'may be written to' : 'unsubscribed'}
    </Badge>
  );
}
