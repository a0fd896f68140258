import { Anchor, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { getContentOptions } from '@/client/@tanstack/react-query.gen';
import { templatePath } from '@/features/campaigns/templatePath';
import { ContactLink } from '@/features/contacts/ContactLink';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Page } from '@/shared/layout/Page';
import { Panel } from '@/shared/layout/Panel';
import { useMay } from '@/shared/session/useMay';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { ArchiveContent } from './ArchiveContent';
import classes from './Content.module.css';
import { ContentFormModal } from './ContentFormModal';
import { ContentPosts } from './ContentPosts';
import { CONTENT } from './contentPath';
import { contentTitle } from './contentWords';

const ABOVE = [{ label: 'Content', to: CONTENT }];

/** One piece of content: its text, where it stands, and how it was received there. */
export function ContentItemPage() {
  const { id = '' } = useParams();
  const [editing, edit] = useDisclosure(false);
  const mayWrite = useMay('operator');
  const query = useQuery(getContentOptions({ path: { id } }));
  const item = query.data;
  if (!item) {
    return (
      <Page title="Content" above={ABOVE}>
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
      title={contentTitle(item)}
      above={ABOVE}
      trailing={<StatusBadge status={item.status} />}
      subtitle={
        <Group gap={10}>
          {item.contactId ? (
            <span>
              By <ContactLink id={item.contactId} underline="always" />
            </span>
          ) : (
            <span>Ours</span>
          )}
          <span>
            Created <RelativeTime at={item.createdAt} />
          </span>
          {item.templateId && (
            <Anchor component={Link} to={templatePath({ id: item.templateId })} size="sm">
              Campaign
            </Anchor>
          )}
        </Group>
      }
      actions={
        mayWrite && (
          <>
            <ArchiveContent item={item} />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={14} />}
              onClick={edit.open}
            >
              Edit
            </Button>
          </>
        )
      }
    >
      <div className={classes.sections}>
        {item.body && (
          <Panel title="Text">
            <Text size="sm" className={classes.body}>
              {item.body}
            </Text>
          </Panel>
        )}
        <ContentPosts contentId={item.id} />
      </div>
      <ContentFormModal opened={editing} onClose={edit.close} item={item} />
    </Page>
  );
}
