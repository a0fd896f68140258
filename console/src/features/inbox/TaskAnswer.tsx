import { Button, Group, Kbd, Stack } from '@mantine/core';
import { lazy, Suspense, useCallback, useState } from 'react';
import type { JsonObject, TaskRow } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { humanize } from '@/shared/format/words';
import { usePageKeys } from '@/shared/layout/usePageKeys';
import { type Given, useAnswerTask } from './useAnswerTask';

const SchemaForm = lazy(async () => ({
  default: (await import('@/shared/forms/SchemaForm')).SchemaForm,
}));

/** Choices that have a key: the digits. */
const KEYED = 9;

interface Props {
  task: TaskRow;
  /** Takes the answer; without it the answer is sent at once. */
  onGive?: (given: Given) => void;
  /** What is filled in already. */
  filledIn?: JsonObject | undefined;
  /** Whether digits give its choices; of one task on a page. */
  hasKeys?: boolean;
}

/** Answers a task: its form, made from the schema that it carries, and a button for each choice. */
export function TaskAnswer({ task, onGive, filledIn, hasKeys }: Props) {
  const [answer, setAnswer] = useState<JsonObject>(filledIn ?? {});
  // Nothing can be answered before the form is there to be filled in.
  const [check, setCheck] = useState<(() => boolean) | null>(task.form ? null : () => () => true);
  const keepCheck = useCallback((given: () => boolean) => setCheck(() => given), []);
  const { mutate, isPending, variables } = useAnswerTask(task);
  const give = (choice: string | null) => {
    if (!isPending && check?.()) {
      (onGive ?? mutate)({ choice, answer: task.form ? answer : undefined });
    }
  };
  const choices = task.choices.length > 0 ? task.choices : [null];
  const keyed = hasKeys ? choices.slice(0, KEYED) : [];
  usePageKeys(
    keyed.map((choice, index) => [
      String(index + 1),
      // Held down, it would answer the next task, too.
      ({ repeat }) => !repeat && give(choice),
    ]),
  );
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
            aria-keyshortcuts={index < keyed.length ? String(index + 1) : undefined}
            rightSection={index < keyed.length && <Kbd aria-hidden>{index + 1}</Kbd>}
          >
            {choice ? humanize(choice) : 'Answer'}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}
