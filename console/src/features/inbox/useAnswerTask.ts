import { useMutation } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { answerTask, type JsonObject, type TaskRow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';

interface Given {
  choice: string | null;
  answer?: JsonObject | undefined;
}

/** Answers a task, says what became of it, and leaves it. */
export function useAnswerTask(task: TaskRow) {
  const refresh = useRefresh();
  const [params, setParams] = useSearchParams();
  return useMutation({
    mutationFn: ({ choice, answer }: Given) =>
      answerTask({
        path: { id: task.id },
        body: { ...(choice && { choice }), ...(answer && { answer }) },
        throwOnError: true,
      }),
    onSuccess: (_data, { choice }) => {
      notifyDone(answered(task, choice));
      refresh('listTasks', `getTask:${task.id}`);
      const next = new URLSearchParams(params);
      next.delete('task');
      setParams(next, { replace: true });
    },
  });
}

/** What became of the answer: what was decided, and what goes on by it. */
function answered({ title, entityId, runId }: TaskRow, choice: string | null): string {
  const decided = `${title}: ${choice ? humanize(choice) : 'answered'}.`;
  if (entityId) {
    return `${decided} The journey goes on.`;
  }
  return runId ? `${decided} The run goes on.` : decided;
}
