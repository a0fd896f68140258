import { useState } from 'react';
import type { ActRetryFrom, EntityView, ResumeMode, TimerMode } from '@/client';
import type { ActRequest } from './actRequest';
import { heldSteps } from './heldSteps';
import type { JourneyAct } from './journeyActs';

/** What a person has chosen so far for an act. */
export interface ActDraft {
  uxNodeId: string | null;
  timers: TimerMode;
  mode: ResumeMode;
  from: ActRetryFrom;
  /** Which of the steps that hold the journey, by their place among them. */
  held: number;
  reason: string;
}

const NOTHING: ActDraft = {
  uxNodeId: null,
  timers: 'freeze',
  mode: 'continue',
  from: 'failed_step',
  held: 0,
  reason: '',
};

/** Collects what an act needs; the request is null while something is missing. */
export function useActDraft(entity: EntityView, act: JourneyAct) {
  const [draft, setDraft] = useState(NOTHING);
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
      return { act, from: draft.from };
    case 'skip':
      return { act, step: heldSteps(entity)[draft.held] ?? null };
    case 'cancel':
      return { act, reason: draft.reason };
  }
}
