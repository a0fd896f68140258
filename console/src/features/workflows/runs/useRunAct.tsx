import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import {
  cancelRun,
  killRun,
  pauseRun,
  type RunView,
  resumeRun,
  retryRun,
  skipRunStep,
} from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { type RunAct, waitingStep } from './runActs';
import { runPath } from './runPath';

const DONE: Record<RunAct, string> = {
  pause: 'is paused after the step that runs now',
  resume: 'goes on',
  skip: 'goes past the step that it waited at',
  retry: 'runs again',
  cancel: 'is cancelled',
  kill: 'is killed',
};

/** What is told before an act that cannot be taken back. */
const HARM: Partial<
  Record<RunAct, { title: string; text: string; confirm: string; keep: string }>
> = {
  skip: {
    title: 'Skip a step of',
    text: 'The run goes on behind the step that it waits at. That step gives and sends nothing.',
    confirm: 'Skip step',
    keep: 'Let it wait',
  },
  cancel: {
    title: 'Cancel',
    text: 'Its running step is told to stop, nothing else begins, and the run ends as cancelled. What it has sent stays sent.',
    confirm: 'Cancel run',
    keep: 'Leave it running',
  },
  kill: {
    title: 'Kill',
    text: 'It ends at once, without tidying up. Cancel is better while it still answers.',
    confirm: 'Kill run',
    keep: 'Leave it running',
  },
};

/** Carries an act on a run out, after asking where it harms. */
export function useRunAct() {
  const refresh = useRefresh();
  const navigate = useNavigate();
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ run, act }: { run: RunView; act: RunAct }) => {
      const request = { path: { id: run.id }, throwOnError: true } as const;
      switch (act) {
        case 'pause':
          await pauseRun(request);
          return null;
        case 'resume':
          await resumeRun(request);
          return null;
        case 'skip':
          await skipRunStep({ ...request, body: { nodeId: waitingStep(run)?.nodeId } });
          return null;
        case 'cancel':
          await cancelRun(request);
          return null;
        case 'kill':
          await killRun(request);
          return null;
        case 'retry': {
          const { data } = await retryRun(request);
          return 'runId' in data ? data.runId : data.id;
        }
      }
    },
    onSuccess: (newRunId, { run, act }) => {
      notifyDone(`${run.name} ${DONE[act]}.`);
      refresh('listRuns', `getRun:${run.id}`);
      if (newRunId) {
        navigate(runPath(newRunId));
      }
    },
  });

  const perform = (run: RunView, act: RunAct) => {
    const harm = HARM[act];
    if (!harm) {
      mutate({ run, act });
      return;
    }
    modals.openConfirmModal({
      title: `${harm.title} ${run.name}?`,
      children: <Text size="sm">{harm.text}</Text>,
      labels: { confirm: harm.confirm, cancel: harm.keep },
      confirmProps: { color: act === 'skip' ? undefined : 'red' },
      onConfirm: () => mutate({ run, act }),
    });
  };
  return { perform, isPending };
}
