import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type FlowProposal, proposeFlow } from '@/client';
import { getFlowProposalOptions } from '@/client/@tanstack/react-query.gen';
import { type ModelChoice, requested } from '@/features/agents/start/modelChoice';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

interface Wish {
  description: string;
  model: ModelChoice;
}

/** Milliseconds between looks while a model drafts. */
const LOOK = 1_000;

const LIVE: readonly string[] = ['pending', 'running', 'paused'];

/** Whether more may come of it. */
export const isDrafting = ({ status }: Pick<FlowProposal, 'status'>) => LIVE.includes(status);

/** Has a model propose a graph, and looks what has come of it. */
export function useProposal(flowId: string, save: () => Promise<boolean>) {
  const refresh = useRefresh();
  const [runId, setRunId] = useState<string | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    ...FIELDS_SHOW_FAULTS,
    mutationFn: async ({ description, model }: Wish) => {
      if (!(await save())) {
        return null;
      }
      const { data } = await proposeFlow({
        path: { id: flowId },
        body: { description, ...requested(model) },
        throwOnError: true,
      });
      return data.runId;
    },
    onSuccess: (begun) => {
      setRunId(begun);
      void refresh('listRuns', 'listSessions');
    },
  });
  const query = useQuery({
    ...getFlowProposalOptions({ path: { id: flowId, runId: runId ?? '' } }),
    enabled: runId !== null,
    refetchInterval: ({ state }) => (state.data && !isDrafting(state.data) ? false : LOOK),
  });
  return {
    runId,
    proposal: runId === null ? undefined : query.data,
    failure: query.data === undefined ? query.error : null,
    isPending,
    error,
    ask: mutate,
    again: () => void query.refetch(),
    reset: () => {
      reset();
      setRunId(null);
    },
  };
}

export type ProposalAsked = ReturnType<typeof useProposal>;
