import { Select } from '@mantine/core';
import { IconCheckbox } from '@tabler/icons-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { JsonObject, TaskRow } from '@/client';
import { Loading } from '@/shared/feedback/Loading';
import { humanize } from '@/shared/format/words';
import { type AlikeTasks, alike } from './alikeTasks';
import type { ManyActType, ManyForm } from './ManyActType';

const AnswerForm = lazy(async () => ({
  default: (await import('./AnswerForm')).AnswerForm,
}));

const formOf = ({ choices, form }: AlikeTasks) =>
  function useForm(): ManyForm {
    const [choice, setChoice] = useState<string | null>(null);
    const [answer, setAnswer] = useState<JsonObject | null>(null);
    const isWhole = (choices.length === 0 || choice !== null) && (!form || answer !== null);
    return {
      fields: (
        <>
          {choices.length > 0 && (
            <Select
              label="Choice"
              placeholder="The same for all of them"
              data={choices.map((value) => ({ value, label: humanize(value) }))}
              value={choice}
              onChange={setChoice}
            />
          )}
          {form && (
            <Suspense fallback={<Loading />}>
              <AnswerForm schema={form} onAnswer={setAnswer} />
            </Suspense>
          )}
        </>
      ),
      settings: useMemo(
        () => (isWhole ? { ...(choice && { choice }), ...(answer && { answer }) } : null),
        [isWhole, choice, answer],
      ),
    };
  };

/**
 * What can be done to many tasks: they are answered alike.
 *
 * @param tasks those of them that are shown; where they ask for different things there is no act
 */
export function taskManyActs(tasks: readonly TaskRow[]): readonly ManyActType[] {
  const asked = alike(tasks);
  return asked
    ? [
        {
          kind: 'answer',
          on: 'tasks',
          label: 'Answer',
          icon: IconCheckbox,
          explains: 'Each gets this answer, and what waits for it goes on.',
          useForm: formOf(asked),
        },
      ]
    : [];
}
