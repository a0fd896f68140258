import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { type RunView, runFlow, type StepRow } from '@/client';
import { runPath } from '../runs/runPath';

/** Runs a step of a run again with all that follows, on the version that the run had. */
export function useRunFromStep(run: RunView) {
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: async (step: StepRow) => {
      const { data } = await runFlow({
        path: { flowId: run.flowId ?? '' },
        body: {
          version: run.flowVersion ?? 'draft',
          startAt: { runId: run.id, nodeId: step.nodeId ?? null },
        },
        throwOnError: true,
      });
      return 'runId' in data ? data.runId : run.id;
    },
    onSuccess: (runId) => navigate(runPath(runId)),
  });
  return mutate;
}
