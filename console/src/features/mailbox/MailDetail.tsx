import { Anchor, Divider, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { MailDirection, MailView } from '@/client';
import { absoluteTime } from '@/shared/format/time';
import classes from './Mailbox.module.css';
import { ReplyForm } from './ReplyForm';

interface Props {
  mail: MailView;
  direction: MailDirection;
}

/** A mail as its reader sees it, with the way to answer what was sent. */
export function MailDetail({ mail, direction }: Props) {
  return (
    <Stack gap="md" maw={760}>
      <div>
        <Title order={2}>{mail.subject}</Title>
        <dl className={classes.head}>
          <dt>From</dt>
          <dd>{mail.from}</dd>
          <dt>To</dt>
          <dd>{mail.to}</dd>
          <dt>{direction === 'outbound' ? 'Sent' : 'Received'}</dt>
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
      {mail.html ? (
        // No rights at all: whatever a mail holds can only be looked at.
        <iframe className={classes.html} sandbox="" srcDoc={mail.html} title={mail.subject} />
      ) : (
        <Text size="sm" className={classes.text}>
          {mail.text}
        </Text>
      )}
      {direction === 'outbound' && (
        <>
          <Divider />
          <ReplyForm mail={mail} />
        </>
      )}
    </Stack>
  );
}
