import { Anchor, Badge, Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Contact } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Facts } from '@/shared/layout/Facts';
import { Panel } from '@/shared/layout/Panel';

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
    ['Lifecycle stage', contact.lifecycleStage],
    ['Unsubscribed', contact.unsubscribedAt && <RelativeTime at={contact.unsubscribedAt} />],
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
  const attributes = Object.entries(contact.attributes).map(
    ([name, value]) =>
      [name, typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
  );
  return (
    <Panel title="Details">
      <Facts facts={facts.filter(([, value]) => value)} />
      {attributes.length > 0 && (
        <Box component="section" mt="md" aria-label="Attributes">
          <Text size="xs" fw={600} mb={6}>
            Attributes
          </Text>
          <Facts facts={attributes} />
        </Box>
      )}
    </Panel>
  );
}
