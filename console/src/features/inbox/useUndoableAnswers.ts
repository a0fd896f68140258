import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject, TaskRow } from '@/client';
import { csrfToken } from '@/shared/api/csrf';
import { notifyDone, notifyFailure, notifyUndoable } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { Postponed } from './Postponed';
import { answeredWords, decidedWords } from './taskWords';
import { type Given, sendAnswer } from './useAnswerTask';

/** Milliseconds in which an answer can be taken back. */
const UNDOABLE = 5_000;

interface Answer {
  task: TaskRow;
  given: Given;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Answers tasks of the inbox, each a few seconds after it was given, so that it can be taken back.
 * It goes out sooner when the next one is given or the page is left, also by closing it.
 *
 * @param onUndone told which task is asked again
 */
export function useUndoableAnswers(onUndone: (id: string) => void) {
  const refresh = useRefresh();
  /** Tasks that are answered as far as whoever looks is concerned. */
  const [given, setGiven] = useState(NONE);
  /** What was filled in, by task, before an answer was taken back or refused. */
  const [filledIn, setFilledIn] = useState<ReadonlyMap<string, JsonObject | undefined>>(new Map());
  const hideToast = useRef<() => void>(undefined);
  const forget = (id: string) =>
    setGiven((known) => new Set([...known].filter((each) => each !== id)));
  const putBack = ({ task, given: { answer } }: Answer) =>
    setFilledIn((known) => new Map(known).set(task.id, answer));
  const { mutate } = useMutation({
    mutationFn: ({ task, given: answer, isLeaving }: Answer & { isLeaving: boolean }) =>
      sendAnswer(task, answer, isLeaving),
    onSuccess: (_data, { task, given: { choice } }) => notifyDone(answeredWords(task, choice)),
    // Another task is shown by then: it says which one is asked again, with what was filled in.
    onError: (failure, refused) => {
      putBack(refused);
      const words = decidedWords(refused.task, refused.given.choice);
      notifyFailure(new Error(`${words} It was not taken: ${failure.message}`));
    },
    onSettled: async (_data, _refused, { task }) => {
      await refresh('listTasks', `getTask:${task.id}`);
      forget(task.id);
    },
    meta: { showsItsFailure: true },
  });
  const answers = useMemo(
    () =>
      new Postponed<Answer>((answer, isLeaving) => {
        hideToast.current?.();
        mutate({ ...answer, isLeaving });
      }, UNDOABLE),
    [mutate],
  );
  useEffect(() => {
    const leave = () => answers.flush(true);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      answers.flush();
    };
  }, [answers]);
  const undo = () => {
    const back = answers.takeBack();
    if (back) {
      hideToast.current?.();
      forget(back.task.id);
      putBack(back);
      onUndone(back.task.id);
    }
  };
  const give = (task: TaskRow, answer: Given) => {
    // A page that goes away has no time to ask for it.
    void csrfToken();
    answers.hold({ task, given: answer });
    setGiven((known) => new Set([...known, task.id]));
    hideToast.current = notifyUndoable(decidedWords(task, answer.choice), undo, UNDOABLE);
  };
  return {
    given,
    give,
    undo,
    /** Sends the answer that is held, now. */
    flush: () => answers.flush(),
    /** What was filled in for a task whose answer was taken back or refused. */
    filledIn: (taskId: string) => filledIn.get(taskId),
  };
}
