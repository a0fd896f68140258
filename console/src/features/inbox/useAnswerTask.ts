import { useMutation } from '@tanstack/react-query';
import { answerTask, type JsonObject, type TaskRow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';

interface Given {
  choice: string | null;
  answer?: JsonObject | undefined;
}

/** Answers a task, and says what became of it. */
export function useAnswerTask(task: TaskRow, onAnswered?: () => void) {
  const refresh = useRefresh();
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
      onAnswered?.();
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
