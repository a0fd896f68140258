import { Button, Group, Stack } from '@mantine/core';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { JsonObject, TaskRow } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { humanize } from '@/shared/format/words';
import { useAnswerTask } from './useAnswerTask';

const SchemaForm = lazy(async () => ({
  default: (await import('@/shared/forms/SchemaForm')).SchemaForm,
}));

/** Answers a task: its form, made from the schema that it carries, and a button for each choice. */
export function TaskAnswer({ task }: { task: TaskRow }) {
  const [answer, setAnswer] = useState<JsonObject>({});
  // Nothing can be answered before the form is there to be filled in.
  const [check, setCheck] = useState<(() => boolean) | null>(task.form ? null : () => () => true);
  const keepCheck = useCallback((given: () => boolean) => setCheck(() => given), []);
  const { mutate, isPending, variables } = useAnswerTask(task);
  const give = (choice: string | null) => {
    if (check?.()) {
      mutate({ choice, answer: task.form ? answer : undefined });
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
            loading={isPending && variables.choice === choice}
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
