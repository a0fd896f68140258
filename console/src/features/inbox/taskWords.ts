import type { TaskRow } from '@/client';
import { absoluteTime } from '@/shared/format/time';
import { humanize } from '@/shared/format/words';

type About = Pick<
  TaskRow,
  'title' | 'personName' | 'journeyName' | 'runName' | 'stepName' | 'runId' | 'createdAt'
>;

/** Whom a task is about, and what asks it, so that several with one title are told apart. */
export function aboutWords(task: About): string {
  const { title, personName, journeyName, runName, stepName, runId, createdAt } = task;
  // Runs that are for nobody are told apart by when each came to ask.
  const asked = !personName && runId ? `asked ${absoluteTime(createdAt)}` : null;
  return [personName, journeyName ?? runName, stepName === title ? null : stepName, asked]
    .filter(Boolean)
    .join(' · ');
}

/** What a task is called beside others of the same title. */
export const toldApart = (task: About) => [task.title, aboutWords(task)].filter(Boolean).join(', ');

/** What becomes of a journey by what somebody decides about it. */
const DECIDED: Record<string, string> = {
  cancel: 'The journey is cancelled.',
  retry: 'It is tried again.',
  skip: 'The step is passed.',
  move: 'The journey moves.',
  stay: 'The journey stays where it is.',
};

type Answered = Pick<TaskRow, 'title' | 'kind' | 'entityId' | 'runId' | 'personName'>;

/** What was decided, and about whom. */
export function decidedWords(
  { title, personName }: Pick<TaskRow, 'title' | 'personName'>,
  choice: string | null,
): string {
  const about = personName && !title.includes(personName) ? `${title} (${personName})` : title;
  return `${about}: ${choice ? humanize(choice) : 'answered'}.`;
}

/** What became of the answer: what was decided, and what follows from it. */
export function answeredWords(task: Answered, choice: string | null): string {
  const { kind, entityId, runId } = task;
  return [
    decidedWords(task, choice),
    entityId
      ? (kind !== 'step' && choice && DECIDED[choice]) || 'The journey goes on.'
      : runId && 'The run goes on.',
  ]
    .filter(Boolean)
    .join(' ');
}
