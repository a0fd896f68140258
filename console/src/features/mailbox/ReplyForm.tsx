import { Button, Group, Stack, Textarea } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type MailView, replyToMail } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** Answers a mail as the one who got it, to see what the journey makes of it. */
export function ReplyForm({ mail }: { mail: MailView }) {
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const { mutate, isPending } = useMutation({
    mutationFn: () => replyToMail({ path: { id: mail.id }, body: { text }, throwOnError: true }),
    onSuccess: () => {
      notifyDone(`Replied as ${mail.to}.`);
      setText('');
      refresh('listMails', `getMailThread:${mail.id}`);
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
          label={`Reply as ${mail.to}`}
          placeholder="Write as the reader would"
          autosize
          minRows={3}
          maxRows={12}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group>
          <Button
            type="submit"
            size="sm"
            disabled={text.trim() === ''}
            loading={isPending}
            leftSection={<IconArrowBackUp size={15} />}
          >
            Reply
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
