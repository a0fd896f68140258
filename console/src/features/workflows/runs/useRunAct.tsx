import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { cancelRun, killRun, pauseRun, type RunView, resumeRun, retryRun } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import type { RunAct } from './runActs';
import { runPath } from './runPath';

const DONE: Record<RunAct, string> = {
  pause: 'is paused after the step that runs now',
  resume: 'goes on',
  retry: 'runs again',
  cancel: 'is cancelled',
  kill: 'is killed',
};

const HARM: Partial<Record<RunAct, string>> = {
  cancel:
    'Its running step is told to stop, nothing else begins, and the run ends as cancelled. What it has sent stays sent.',
  kill: 'It ends at once, without tidying up. Cancel is better while it still answers.',
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
      title: act === 'kill' ? `Kill ${run.name}?` : `Cancel ${run.name}?`,
      children: <Text size="sm">{harm}</Text>,
      labels: { confirm: act === 'kill' ? 'Kill run' : 'Cancel run', cancel: 'Leave it running' },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate({ run, act }),
    });
  };
  return { perform, isPending };
}
