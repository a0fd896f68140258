import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { getMailTemplateOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Page } from '@/shared/layout/Page';
import { DeleteMail } from './DeleteMail';
import { MailEditor } from './MailEditor';
import { MAILS } from './mailPath';

const ABOVE = [
  { label: 'Workflows', to: '/workflows' },
  { label: 'Mail', to: MAILS },
];

/** Mail that is not saved yet. */
export function NewMailPage() {
  return (
    <Page title="New mail" above={ABOVE}>
      <MailEditor mail={null} />
    </Page>
  );
}

/** Saved mail: its texts beside how a contact would get it, its versions, tests and links. */
export function MailTemplatePage() {
  const { id = '' } = useParams();
  // Who uses it may have changed elsewhere.
  const query = useQuery({ ...getMailTemplateOptions({ path: { id } }), staleTime: 0 });
  const mail = query.data;
  if (!mail) {
    return (
      <Page title="Mail" above={ABOVE}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={mail.name}
      above={ABOVE}
      trailing={
        <Badge variant="light" radius="sm" tt="none">
          Version {mail.version}
        </Badge>
      }
      actions={<DeleteMail mail={mail} />}
    >
      <MailEditor key={mail.id} mail={mail} />
    </Page>
  );
}
