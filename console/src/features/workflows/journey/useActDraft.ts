import { useState } from 'react';
import type { ActRetryFrom, ActRetryVersion, EntityView, ResumeMode, TimerMode } from '@/client';
import type { ActRequest } from './actRequest';
import { failedSteps, type HeldStep, heldSteps } from './heldSteps';
import type { JourneyAct } from './journeyActs';

/** What a person has chosen so far for an act. */
export interface ActDraft {
  uxNodeId: string | null;
  timers: TimerMode;
  mode: ResumeMode;
  from: ActRetryFrom;
  version: ActRetryVersion;
  /** Which of the steps that hold the journey, by their place among them; null for all of them. */
  held: number | null;
  reason: string;
}

const NOTHING: ActDraft = {
  uxNodeId: null,
  timers: 'freeze',
  mode: 'continue',
  from: 'failed_step',
  version: 'pinned',
  held: null,
  reason: '',
};

/** Collects what an act needs; the request is null while something is missing. */
export function useActDraft(entity: EntityView, act: JourneyAct, start?: Partial<ActDraft>) {
  const [draft, setDraft] = useState({ ...NOTHING, ...start });
  const change = (part: Partial<ActDraft>) => setDraft((known) => ({ ...known, ...part }));
  return { draft, change, request: requestOf(entity, act, draft) };
}

function requestOf(entity: EntityView, act: JourneyAct, draft: ActDraft): ActRequest | null {
  switch (act) {
    case 'move':
      return draft.uxNodeId ? { act, uxNodeId: draft.uxNodeId } : null;
    case 'advance':
      return { act };
    case 'pause':
      return { act, timers: draft.timers };
    case 'resume':
      return { act, mode: draft.mode };
    case 'retry':
      return requestOfRetry(failedSteps(entity), draft);
    case 'migrate':
      return requestOfMigration(entity, draft);
    case 'skip':
      return { act, step: heldSteps(entity)[draft.held ?? 0] ?? null };
    case 'cancel':
      return { act, reason: draft.reason };
  }
}

/** Other versions are taken by one run at a time, so a single failed one is named. */
function requestOfRetry(failed: readonly HeldStep[], draft: ActDraft): ActRequest | null {
  const { from, version } = draft;
  const chosen = failed.length === 1 ? failed[0] : failed[draft.held ?? -1];
  if (version === 'latest' && !chosen) {
    return null;
  }
  return { act: 'retry', from, version, runId: chosen?.runId ?? null };
}

/** Where it stands in the other version, if not at the node of the same id. */
function requestOfMigration({ currentNodeId }: EntityView, { uxNodeId }: ActDraft): ActRequest {
  return {
    act: 'migrate',
    nodeMap: currentNodeId && uxNodeId ? { [currentNodeId]: uxNodeId } : {},
  };
}
