import { useMutation } from '@tanstack/react-query';
import { answerTask, type JsonObject, type TaskRow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { answeredWords } from './taskWords';

/** An answer to a task. */
export interface Given {
  choice: string | null;
  answer?: JsonObject | undefined;
}

/** Answers a task; `isLeaving` when the page goes away before the answer is there. */
export const sendAnswer = (task: TaskRow, { choice, answer }: Given, isLeaving = false) =>
  answerTask({
    path: { id: task.id },
    body: { ...(choice && { choice }), ...(answer && { answer }) },
    keepalive: isLeaving,
    throwOnError: true,
  });

/** Answers a task, and says what became of it. */
export function useAnswerTask(task: TaskRow) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (given: Given) => sendAnswer(task, given),
    onSuccess: (_data, { choice }) => {
      notifyDone(answeredWords(task, choice));
      refresh('listTasks', `getTask:${task.id}`);
    },
  });
}
