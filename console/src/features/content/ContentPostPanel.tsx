import { Anchor, Box, Group, Stack, Text } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { ContentPost } from '@/client';
import { platformName } from '@/features/campaigns/templateWords';
import { ContactLink } from '@/features/contacts/ContactLink';
import { Engagements } from '@/features/crm/Engagements';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './Content.module.css';
import { postMoment } from './contentWords';
import { PostMetrics } from './PostMetrics';

/** One post: its text where it differs, its figures, and who did what with it. */
export function ContentPostPanel({ post }: { post: ContentPost }) {
  const { words, at } = postMoment(post);
  return (
    <Panel
      title={`On ${platformName(post.platform)}`}
      end={
        <Group gap={12}>
          <Text size="xs" c="dimmed">
            {words} <RelativeTime at={at} />
          </Text>
          <StatusBadge status={post.status} />
          {post.url && (
            <Anchor href={post.url} target="_blank" rel="noreferrer" size="sm">
              <Group component="span" gap={4} display="inline-flex">
                Open post <IconExternalLink size={14} aria-hidden />
              </Group>
            </Anchor>
          )}
        </Group>
      }
    >
      <Stack gap="md">
        {post.text && (
          <Text size="sm" className={classes.body}>
            {post.text}
          </Text>
        )}
        <PostMetrics postId={post.id} />
      </Stack>
      <Box mx={-16} mb={-16} mt="md" className={classes.engagements}>
        <Engagements
          of={{ contentPostId: post.id }}
          none="Nobody we know has answered it yet"
          who={({ contactId, direction }) => (
            <>
              {direction === 'inbound' ? ': ' : ', to '}
              <ContactLink id={contactId} underline="always" />
            </>
          )}
        />
      </Box>
    </Panel>
  );
}
