import { Anchor, Badge, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Contact } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { JsonView } from '@/shared/json/JsonView';
import { Panel } from '@/shared/layout/Panel';
import classes from './Contact.module.css';

/** What is known of a contact. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const facts: [string, ReactNode][] = [
    [
      'Email',
      contact.email && (
        <Anchor href={`mailto:${contact.email}`} inherit>
          {contact.email}
        </Anchor>
      ),
    ],
    ['Phone', contact.phone],
    ['Time zone', contact.timezone],
    ['Stage', contact.lifecycleStage],
    ['Unsubscribed', contact.unsubscribedAt && <RelativeTime at={contact.unsubscribedAt} />],
    ...contact.identities.map(({ platform, platformUserId }): [string, ReactNode] => [
      platform,
      platformUserId,
    ]),
    [
      'Tags',
      contact.tags.length > 0 && (
        <Group gap={4}>
          {contact.tags.map((tag) => (
            <Badge key={tag} size="sm" variant="default" radius="sm" tt="none" fw={500}>
              {tag}
            </Badge>
          ))}
        </Group>
      ),
    ],
    ['Added', <RelativeTime key="added" at={contact.createdAt} />],
  ];
  return (
    <Panel title="Details">
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
      </dl>
      {Object.keys(contact.attributes).length > 0 && (
        <Group mt="md" grow>
          <JsonView label="Attributes" value={contact.attributes} />
        </Group>
      )}
    </Panel>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
