import { Group, Text } from '@mantine/core';
import type { MailDirection, MailView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { SplitItem } from '@/shared/layout/SplitItem';

interface Props {
  mail: MailView;
  direction: MailDirection;
  chosen: boolean;
}

/** A mail in the list, with who is at its other end. */
export function MailItem({ mail, direction, chosen }: Props) {
  return (
    <SplitItem name="mail" value={mail.id} chosen={chosen}>
      <Group gap={8} wrap="nowrap" justify="space-between">
        <Text size="xs" c="dimmed" truncate>
          {direction === 'inbound' ? mail.from : mail.to}
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
