import { Accordion, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MailView } from '@/client';
import { getMailThreadOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { MailBody } from './MailBody';

/** The other mails of a correspondence, oldest first, each with its writer. */
export function MailThread({ mail }: { mail: MailView }) {
  const thread = useQuery(getMailThreadOptions({ path: { id: mail.id } }));
  const [opened, setOpened] = useState<string[]>([]);
  const others = thread.data?.data.filter(({ id }) => id !== mail.id) ?? [];
  if (thread.isError && !thread.data) {
    return <ErrorState error={thread.error} onRetry={() => thread.refetch()} />;
  }
  if (others.length === 0) {
    return null;
  }
  return (
    <section aria-label="In this thread">
      <Title order={3} size="h5" mb={4}>
        In this thread
      </Title>
      <Accordion multiple variant="contained" order={4} value={opened} onChange={setOpened}>
        {others.map((other) => (
          <Accordion.Item key={other.id} value={other.id}>
            <Accordion.Control>
              <Group gap={8} wrap="nowrap" justify="space-between">
                <Text span size="sm" truncate>
                  <b>{other.from}</b> {other.text}
                </Text>
                <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  <RelativeTime at={other.sentAt} />
                </Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              {opened.includes(other.id) && <MailBody mail={other} />}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
