import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { getRun, type JsonObject, type RunView, retryRun, type StepRow } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import {
  asksAboutStep,
  NO_SUBJECT,
  needsForm,
  planRun,
  type RunChoice,
  type RunPlan,
  requestOf,
  startingAt,
  startRun,
  subjectOf,
} from './startRun';

export type RunDialogState =
  | { kind: 'closed' }
  | { kind: 'form'; plan: RunPlan; begun: RunChoice }
  | { kind: 'live'; runId: string };

const CLOSED: RunDialogState = { kind: 'closed' };

/** What is to run: the flow or one step, with the input of an earlier run or with none. */
interface Wish {
  before: RunView | null;
  only?: string | null;
  /** Whether the form shows though there is nothing to ask. */
  asksFirst?: boolean;
}

/** Runs the flow under edit, and keeps in view what runs. */
export function useDirectRun(flowId: string, save: () => Promise<boolean>) {
  const refresh = useRefresh();
  const [dialog, setDialog] = useState<RunDialogState>(CLOSED);
  const [watched, setWatched] = useState<string | null>(null);

  const show = (runId: string) => {
    setWatched(runId);
    setDialog({ kind: 'live', runId });
  };
  const begun = (runId: string) => {
    show(runId);
    void refresh('listRuns');
  };

  const prepare = useMutation({
    mutationFn: async ({ before, only = null, asksFirst = false }: Wish) => {
      if (!(await save())) {
        return;
      }
      const plan = await planRun(flowId, only);
      const choice: RunChoice = {
        input: (before?.input as JsonObject | null) ?? plan.defaults,
        connections: {},
        subject: before && plan.contact !== 'none' ? await subjectOf(before) : NO_SUBJECT,
        usesPins: plan.pinned.length > 0,
        from: only === null ? null : (before?.id ?? null),
      };
      const asks = only === null ? needsForm(plan) : asksAboutStep(plan, choice);
      if (asks || asksFirst) {
        setDialog({ kind: 'form', plan, begun: choice });
      } else {
        begun(await startRun(flowId, requestOf(plan, choice)));
      }
    },
  });
  const execute = useMutation({
    mutationFn: ({ plan, choice }: { plan: RunPlan; choice: RunChoice }) =>
      startRun(flowId, requestOf(plan, choice)),
    onSuccess: begun,
    meta: { showsItsFailure: true },
  });
  const goOn = useMutation({
    mutationFn: async (runId: string) => {
      const { data } = await retryRun({
        path: { id: runId },
        body: { from: 'failed_step' },
        throwOnError: true,
      });
      return 'runId' in data ? data.runId : data.id;
    },
    onSuccess: begun,
  });
  const fromStep = useMutation({
    mutationFn: async ({ run, step }: { run: RunView; step: StepRow }) => {
      if (await save()) {
        const { version } = await planRun(flowId);
        begun(await startRun(flowId, startingAt(run, step, version)));
      }
    },
  });
  const again = async (runId: string) => {
    const { data } = await getRun({ path: { id: runId }, throwOnError: true });
    prepare.mutate({ before: data });
  };

  return {
    dialog,
    watched,
    isBusy: prepare.isPending || execute.isPending || goOn.isPending || fromStep.isPending,
    failure: execute.error,
    run: () => prepare.mutate({ before: null }),
    /** Shows what a run would be given; it runs when somebody says so. */
    ask: () => prepare.mutate({ before: null, asksFirst: true }),
    /** Runs one step alone, with what a run has given it. */
    onlyStep: (nodeId: string, before: RunView | null) => prepare.mutate({ before, only: nodeId }),
    /** Asks for the input again, beginning with that of a run. */
    again: (runId: string) => void again(runId).catch(() => undefined),
    execute: (plan: RunPlan, choice: RunChoice) => execute.mutate({ plan, choice }),
    /** Runs again from the step that failed. */
    goOn: (runId: string) => goOn.mutate(runId),
    /** Runs a step again with what follows, taking over what came before. */
    fromStep: (run: RunView, step: StepRow) => fromStep.mutate({ run, step }),
    show,
    close: () => {
      execute.reset();
      setDialog(CLOSED);
    },
    stopWatching: () => setWatched(null),
  };
}

export type DirectRun = ReturnType<typeof useDirectRun>;
