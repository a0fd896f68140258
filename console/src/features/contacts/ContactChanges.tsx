import { Anchor, Badge, Group, Skeleton, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ContactRevision } from '@/client';
import { listContactChangesOptions } from '@/client/@tanstack/react-query.gen';
import { runPath } from '@/features/workflows/runs/runPath';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Facts } from '@/shared/layout/Facts';
import { Panel } from '@/shared/layout/Panel';
import { Pager } from '@/shared/list/Pager';
import rows from '@/shared/list/Rows.module.css';
import classes from './Contact.module.css';
import { ContactLink } from './ContactLink';
import { fieldChanges, revisionWords } from './revisionWords';

const SHOWN = 10;

/** What runs have done to a contact, the newest first: merges, filled fields, archiving. */
export function ContactChanges({ contactId }: { contactId: string }) {
  const [page, setPage] = useState(1);
  const changes = useQuery({
    ...listContactChangesOptions({ path: { id: contactId }, query: { page, pageSize: SHOWN } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title="Changes by runs" flush>
      {changes.isPending && <Skeleton height={60} radius={0} />}
      {changes.isError && <ErrorState error={changes.error} onRetry={() => changes.refetch()} />}
      {changes.data?.total === 0 && (
        <EmptyState compact icon={IconHistory} title="No run has changed this contact" />
      )}
      <ol className={rows.rows}>
        {changes.data?.data.map((change) => (
          <ChangeItem key={change.id} change={change} />
        ))}
      </ol>
      {changes.data && changes.data.total > SHOWN && (
        <Pager page={page} pageSize={SHOWN} total={changes.data.total} onPage={setPage} />
      )}
    </Panel>
  );
}

function ChangeItem({ change }: { change: ContactRevision }) {
  const { workflowRunId, otherContactId, undoneAt } = change;
  const fields = fieldChanges(change.fields);
  return (
    <li className={classes.change}>
      <Group gap={10} justify="space-between">
        <Group gap={10}>
          <Text size="sm" fw={500}>
            {revisionWords(change)}
          </Text>
          {otherContactId && (
            <Text size="sm" component="span">
              <ContactLink id={otherContactId} />
            </Text>
          )}
          {undoneAt && (
            <Badge size="sm" variant="light" color="gray" tt="none">
              Undone
            </Badge>
          )}
        </Group>
        <Group gap={10}>
          {workflowRunId && (
            <Anchor component={Link} to={runPath(workflowRunId)} size="xs">
              Run
            </Anchor>
          )}
          <Text size="xs" c="dimmed">
            <RelativeTime at={change.at} />
          </Text>
        </Group>
      </Group>
      {fields.length > 0 && (
        <Facts
          facts={fields.map(({ field, before, after }) => [
            field,
            <FieldChange key={field} before={before} after={after} />,
          ])}
        />
      )}
    </li>
  );
}

function FieldChange({ before, after }: { before: string; after: string }) {
  return (
    <>
      <Text span inherit c="dimmed">
        {before}
      </Text>
      {' → '}
      {after}
    </>
  );
}
