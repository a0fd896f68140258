import { Button, Group, Stack, Textarea } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Session, writeMessage } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** What becomes of a message, by how the session stands. */
const BECOMES: Record<Session['status'], string> = {
  active: 'The agent reads it with its next turn.',
  waiting: 'The agent waits for a person, and goes on with it.',
  idle: 'A new run begins with it that knows all that was said.',
  closed: 'The session is closed: reopen it first.',
};

/** Writes to the agent of a session. */
export function WriteMessage({ session }: { session: Session }) {
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const { mutate, isPending, error } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: () =>
      writeMessage({ path: { id: session.id }, body: { text }, throwOnError: true }),
    onSuccess: () => {
      setText('');
      refresh('listMessages', 'getAgentSession', 'listSessions', 'listRuns');
    },
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={send}>
      <Stack gap="xs">
        <Textarea
          label="Message"
          description={BECOMES[session.status]}
          autosize
          minRows={2}
          maxRows={10}
          value={text}
          error={faultOf(error, '/text')}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button
            type="submit"
            size="sm"
            disabled={text.trim() === ''}
            loading={isPending}
            leftSection={<IconSend size={15} />}
          >
            Send
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
