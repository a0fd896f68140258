import { useMutation } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject, TaskRow } from '@/client';
import { csrfToken } from '@/shared/api/csrf';
import { notifyDone, notifyUndoable } from '@/shared/feedback/notify';
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
  /** What was filled in before an answer was taken back. */
  const [filledIn, setFilledIn] = useState<{ taskId: string; answer: JsonObject | undefined }>();
  const hideToast = useRef<() => void>(undefined);
  const forget = (id: string) =>
    setGiven((known) => new Set([...known].filter((each) => each !== id)));
  const { mutate } = useMutation({
    mutationFn: ({ task, given: answer, isLeaving }: Answer & { isLeaving: boolean }) =>
      sendAnswer(task, answer, isLeaving),
    onSuccess: (_data, { task, given: { choice } }) => notifyDone(answeredWords(task, choice)),
    onSettled: async (_data, _refused, { task }) => {
      await refresh('listTasks', `getTask:${task.id}`);
      forget(task.id);
    },
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
      setFilledIn({ taskId: back.task.id, answer: back.given.answer });
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
    /** What was filled in for a task whose answer was taken back. */
    filledIn: (taskId: string) => (filledIn?.taskId === taskId ? filledIn.answer : undefined),
  };
}
