import { Text } from '@mantine/core';
import type { MailView } from '@/client';
import classes from './Mailbox.module.css';

/** What a mail says, as its reader sees it. */
export function MailBody({ mail }: { mail: MailView }) {
  return mail.html ? (
    // No rights at all: whatever a mail holds can only be looked at.
    <iframe className={classes.html} sandbox="" srcDoc={mail.html} title={mail.subject} />
  ) : (
    <Text size="sm" className={classes.text}>
      {mail.text}
    </Text>
  );
}
