import type { GetRunReportData, RunStatus, WorkflowType } from '@/client';
import { RUNS } from '@/features/workflows/runs/runPath';
import { RUN_TYPES } from '@/shared/status/runTypes';

export type Grouping = NonNullable<NonNullable<GetRunReportData['query']>['groupBy']>;

interface Words {
  label: string;
  /** What runs are called that have nothing of the kind. */
  none: string;
  /** The filter of the list of runs that shows those of one group, where there is one. */
  filter?: 'workflowType' | 'flowId' | 'templateId' | 'agentType';
}

/** What the runs of a group can have in common. */
export const GROUPINGS: Record<Grouping, Words> = {
  workflowType: { label: 'Type', none: '–', filter: 'workflowType' },
  agentType: { label: 'Agent type', none: 'Agents without a type', filter: 'agentType' },
  model: { label: 'Model', none: 'No model' },
  flow: { label: 'Flow', none: 'No flow, or a deleted one', filter: 'flowId' },
  template: { label: 'Template', none: 'No template, or a deleted one', filter: 'templateId' },
  day: { label: 'Day', none: '–' },
};

const USUAL: Grouping = 'workflowType';

/** What an address asks to be told together. */
export const groupingOf = (asked: string | null): Grouping =>
  asked !== null && Object.hasOwn(GROUPINGS, asked) ? (asked as Grouping) : USUAL;

/** The address with another grouping. */
export function withGrouping(params: URLSearchParams, grouping: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (grouping === USUAL) {
    next.delete('by');
  } else {
    next.set('by', grouping);
  }
  return next;
}

interface Group {
  key?: string | null;
  label?: string | null;
}

/** What people call a group. */
export function groupName(grouping: Grouping, { key, label }: Group): string {
  if (grouping === 'workflowType' && key) {
    return RUN_TYPES[key as WorkflowType]?.label ?? key;
  }
  return label ?? key ?? GROUPINGS[grouping].none;
}

/** Where the runs of a group are listed, of all days; nothing where the list has no such filter. */
export function groupPath(
  grouping: Grouping,
  { key }: Group,
  more: { status?: RunStatus; sort?: string } = {},
): string | undefined {
  const { filter } = GROUPINGS[grouping];
  return filter && key
    ? `${RUNS}?${new URLSearchParams({ [filter]: key, runs: 'all', ...more })}`
    : undefined;
}
