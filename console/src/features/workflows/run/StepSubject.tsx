import { Anchor, Group, Text } from '@mantine/core';
import type { StepRow } from '@/client';
import { ContactLink } from '@/features/contacts/ContactLink';
import classes from './StepTimeline.module.css';

/** Whom a step is about, which page it looked at, and with which tool; nothing where it tells none. */
export function StepSubject({ step: { contactId, url, tool } }: { step: StepRow }) {
  if (!contactId && !url && !tool) {
    return null;
  }
  return (
    <Group gap={12} className={classes.subject} fz="xs" c="dimmed">
      {contactId && (
        <span>
          <ContactLink id={contactId} />
        </span>
      )}
      {url && <Address url={url} />}
      {tool && (
        <Text span inherit ff="monospace">
          {tool}
        </Text>
      )}
    </Group>
  );
}

/** An address that a run was at; only one of the web leads there. */
function Address({ url }: { url: string }) {
  return /^https?:\/\//.test(url) ? (
    <Anchor href={url} target="_blank" rel="noreferrer" inherit className={classes.address}>
      {url}
    </Anchor>
  ) : (
    <span className={classes.address}>{url}</span>
  );
}
