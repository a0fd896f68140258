import type { StageResults } from '@/client';
import { humanize } from '@/shared/format/words';

/** What can become of those who came to a stage, with how many of them there are. */
export const BECAME = {
  entered: { label: 'Came', of: (stage: StageResults) => stage.entered },
  sent: { label: 'Sent', of: (stage: StageResults) => stage.sent },
  replied: { label: 'Replied', of: (stage: StageResults) => stage.replied },
  there: { label: 'There now', of: (stage: StageResults) => stage.there },
  moved_on: { label: 'Moved on', of: (stage: StageResults) => stage.movedOn },
  completed: { label: 'Completed', of: (stage: StageResults) => stage.ended.completed },
  exited: { label: 'Exited', of: (stage: StageResults) => stage.ended.exited },
  cancelled: { label: 'Cancelled', of: (stage: StageResults) => stage.ended.cancelled },
  converted: { label: 'Converted', of: (stage: StageResults) => stage.converted },
} as const;

export type Became = keyof typeof BECAME;

/** Whom a figure counts: those who came to a stage in some days, and what became of them. */
export interface StageCohort {
  flowId: string;
  uxNodeId: string;
  from: string;
  to: string;
  version?: number | undefined;
}

/** The list behind a figure: as many rows as it says. */
export function stageList({ flowId, uxNodeId, from, to, version }: StageCohort, became: Became) {
  const query = new URLSearchParams({ flowId, cameTo: uxNodeId, became, from, to });
  if (version !== undefined) {
    query.set('version', String(version));
  }
  return `/workflows/journeys?${query}`;
}

/** What the filters of a list say of stays at stages, in a few words; nothing where they say nothing. */
export function cohortWords(
  filters: Partial<Record<'cameTo' | 'from' | 'to' | 'became' | 'version', string>>,
  stage: string,
): string {
  const { cameTo, from, to, became, version } = filters;
  if (!cameTo && !from && !to && !became) {
    return version ? `Version ${version}` : '';
  }
  const days = from && to ? `from ${from} to ${to}` : from ? `since ${from}` : to && `until ${to}`;
  const result = became && became !== 'entered' ? BECAME[became as Became]?.label : undefined;
  return [
    [`Came to ${cameTo ? stage : 'a stage'}`, days].filter(Boolean).join(' '),
    result ?? (became && became !== 'entered' ? humanize(became) : undefined),
    version && `version ${version}`,
  ]
    .filter(Boolean)
    .join(', ');
}
