import { Button, Group, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerTask, type JsonObject, type TaskRow } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { notifyDone } from '@/shared/feedback/notify';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';

const SchemaForm = lazy(async () => ({
  default: (await import('@/shared/forms/SchemaForm')).SchemaForm,
}));

/** Answers a task: its form, made from the schema that it carries, and a button for each choice. */
export function TaskAnswer({ task }: { task: TaskRow }) {
  const refresh = useRefresh();
  const [params, setParams] = useSearchParams();
  const [answer, setAnswer] = useState<JsonObject>({});
  // Nothing can be answered before the form is there to be filled in.
  const [check, setCheck] = useState<(() => boolean) | null>(task.form ? null : () => () => true);
  const keepCheck = useCallback((given: () => boolean) => setCheck(() => given), []);
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (choice: string | null) =>
      answerTask({
        path: { id: task.id },
        body: { ...(choice && { choice }), ...(task.form && { answer }) },
        throwOnError: true,
      }),
    onSuccess: (_data, choice) => {
      notifyDone(answered(task, choice));
      refresh('listTasks', `getTask:${task.id}`);
      const next = new URLSearchParams(params);
      next.delete('task');
      setParams(next, { replace: true });
    },
  });
  const give = (choice: string | null) => {
    if (check?.()) {
      mutate(choice);
    }
  };
  const choices = task.choices.length > 0 ? task.choices : [null];
  return (
    <Stack gap="md">
      {task.form && (
        <Suspense fallback={<Loading />}>
          <SchemaForm schema={task.form} value={answer} onChange={setAnswer} onReady={keepCheck} />
        </Suspense>
      )}
      <Group gap="xs">
        {choices.map((choice, index) => (
          <Button
            key={choice ?? 'answer'}
            size="sm"
            variant={index === 0 ? 'filled' : 'default'}
            loading={isPending && variables === choice}
            disabled={isPending || !check}
            onClick={() => give(choice)}
          >
            {choice ? humanize(choice) : 'Answer'}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** What became of the answer: what was decided, and what goes on by it. */
function answered({ title, entityId, runId }: TaskRow, choice: string | null): string {
  const decided = `${title}: ${choice ? humanize(choice) : 'answered'}.`;
  if (entityId) {
    return `${decided} The journey goes on.`;
  }
  return runId ? `${decided} The run goes on.` : decided;
}
