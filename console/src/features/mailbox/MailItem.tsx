import { Group, Text } from '@mantine/core';
import type { MailView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { SplitItem } from '@/shared/layout/SplitItem';

/** A mail in the list. */
export function MailItem({ mail, chosen }: { mail: MailView; chosen: boolean }) {
  return (
    <SplitItem name="mail" value={mail.id} chosen={chosen}>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed" truncate>
          {mail.direction === 'inbound' ? mail.from : mail.to}
        </Text>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <RelativeTime at={mail.sentAt} />
        </Text>
      </Group>
      <Text size="sm" fw={500} truncate>
        {mail.subject}
      </Text>
    </SplitItem>
  );
}
