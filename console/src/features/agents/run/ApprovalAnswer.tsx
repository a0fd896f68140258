import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TaskRow } from '@/client';
import { useAnswerTask } from '@/features/inbox/useAnswerTask';

/** The choices of a tool call that waits for a person. */
const APPROVE = 'approve';
const REFUSE = 'refuse';

/** Whether a task asks if an agent may call a tool. */
export const isApproval = ({ choices, form }: TaskRow) =>
  !form && choices.length === 2 && choices.includes(APPROVE) && choices.includes(REFUSE);

/** Approves or refuses a tool call, with words to the model. */
export function ApprovalAnswer({ task }: { task: TaskRow }) {
  const [words, setWords] = useState('');
  const { mutate, isPending, variables } = useAnswerTask(task);
  const reason = words.trim();
  const button = (choice: string, label: string, variant: 'filled' | 'default') => (
    <Button
      size="sm"
      variant={variant}
      loading={isPending && variables.choice === choice}
      disabled={isPending}
      onClick={() => mutate({ choice, answer: reason ? { reason } : undefined })}
    >
      {label}
    </Button>
  );
  return (
    <Stack gap="sm">
      <Textarea
        label="Reason"
        description="The agent is told this when you refuse. When you approve, it is only kept."
        autosize
        maxRows={8}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Group gap="xs">
        {button(APPROVE, 'Approve', 'filled')}
        {button(REFUSE, 'Refuse', 'default')}
      </Group>
    </Stack>
  );
}
