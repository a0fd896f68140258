import type { RunStatus, TriggerKind, WorkflowType } from '@/client';
import { type ListState, useListState } from '@/shared/list/useListState';

type RunFilter =
  | 'status'
  | 'workflowType'
  | 'triggerKind'
  | 'flowId'
  | 'templateId'
  | 'agentType'
  | 'repo'
  | 'branch'
  | 'entityId'
  | 'from'
  | 'to'
  | 'runs';

const NAMES: readonly RunFilter[] = [
  'status',
  'workflowType',
  'triggerKind',
  'flowId',
  'templateId',
  'agentType',
  'repo',
  'branch',
  'entityId',
  'from',
  'to',
  'runs',
];

export interface RunFilters {
  list: ListState<RunFilter>;
  /** What every view of the hub asks the API for. */
  query: {
    q?: string;
    status?: RunStatus;
    workflowType?: WorkflowType;
    triggerKind?: TriggerKind;
    flowId?: string;
    templateId?: string;
    agentType?: string;
    repo?: string;
    branch?: string;
    entityId?: string;
    /** The first and the last day, in UTC, on which they were created. */
    from?: string;
    to?: string;
    topLevel?: string;
  };
  /** Whether runs that another run has started are shown too. */
  all: boolean;
}

/** The filters of the runs hub, the same in all of its views. */
export function useRunFilters(): RunFilters {
  const list = useListState('-createdAt', NAMES);
  const all = list.filters.runs === 'all' || list.filters.entityId !== undefined;
  return {
    list,
    all,
    query: {
      ...(list.q && { q: list.q }),
      status: list.filters.status as RunStatus | undefined,
      workflowType: list.filters.workflowType as WorkflowType | undefined,
      triggerKind: list.filters.triggerKind as TriggerKind | undefined,
      flowId: list.filters.flowId,
      templateId: list.filters.templateId,
      agentType: list.filters.agentType,
      repo: list.filters.repo,
      branch: list.filters.branch,
      entityId: list.filters.entityId,
      from: list.filters.from,
      to: list.filters.to,
      ...(!all && { topLevel: 'true' }),
    },
  };
}
