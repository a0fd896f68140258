import { Anchor, Divider, Group, Stack, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { MailView } from '@/client';
import { absoluteTime } from '@/shared/format/time';
import { May } from '@/shared/session/May';
import { MailBody } from './MailBody';
import classes from './Mailbox.module.css';
import { MailThread } from './MailThread';
import { ReplyForm } from './ReplyForm';

/** A mail as its reader sees it, with what answers it, and the way to answer what was sent. */
export function MailDetail({ mail }: { mail: MailView }) {
  return (
    <Stack gap="md" maw={760}>
      <div>
        <Title order={2}>{mail.subject}</Title>
        <dl className={classes.head}>
          <dt>From</dt>
          <dd>{mail.from}</dd>
          <dt>To</dt>
          <dd>{mail.to}</dd>
          <dt>{mail.direction === 'outbound' ? 'Sent' : 'Received'}</dt>
          <dd>{absoluteTime(mail.sentAt)}</dd>
        </dl>
        <Group gap={14}>
          {mail.entityId && (
            <Anchor component={Link} to={`/workflows/journeys/${mail.entityId}`} size="sm">
              Journey
            </Anchor>
          )}
          {mail.runId && (
            <Anchor component={Link} to={`/workflows/runs/${mail.runId}`} size="sm">
              Run
            </Anchor>
          )}
        </Group>
      </div>
      <Divider />
      <MailBody mail={mail} />
      <MailThread mail={mail} />
      {mail.direction === 'outbound' && (
        <May needs="operator">
          <Divider />
          <ReplyForm mail={mail} />
        </May>
      )}
    </Stack>
  );
}
