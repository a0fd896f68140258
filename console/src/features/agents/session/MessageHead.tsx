import { Text } from '@mantine/core';
import type { Message } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { writerWords } from './messageWords';

/** Who wrote a message, and when. */
export function MessageHead({ message }: { message: Message }) {
  const { name, model } = writerWords(message);
  return (
    <Text size="xs" c="dimmed">
      <b>{name}</b>
      {model && ` · ${model}`} · <RelativeTime at={message.at} />
    </Text>
  );
}
