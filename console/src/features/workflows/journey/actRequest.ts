import {
  type ActRetryFrom,
  type ActRetryVersion,
  advanceEntity,
  cancelEntity,
  type EntityView,
  migrateEntity,
  moveEntity,
  pauseEntity,
  type ResumeMode,
  resumeEntity,
  retryEntity,
  skipEntityNode,
  type TimerMode,
} from '@/client';
import type { HeldStep } from './heldSteps';

/** An act on a journey with what it needs to know. */
export type ActRequest =
  | { act: 'move'; uxNodeId: string }
  | { act: 'advance' }
  | { act: 'pause'; timers: TimerMode }
  | { act: 'resume'; mode: ResumeMode }
  /** Without a run all that failed are retried. */
  | { act: 'retry'; from: ActRetryFrom; version: ActRetryVersion; runId: string | null }
  /** To the newest version; the map says where it stands there, if not at a node of the same id. */
  | { act: 'migrate'; nodeMap: Record<string, string> }
  /** Without a step it is the one that failed. */
  | { act: 'skip'; step: HeldStep | null }
  | { act: 'cancel'; reason: string };

/** Asks the API for an act; answers how the journey stands after it. */
export async function send(id: string, request: ActRequest): Promise<EntityView> {
  const to = { path: { id }, throwOnError: true } as const;
  switch (request.act) {
    case 'move':
      return (await moveEntity({ ...to, body: { uxNodeId: request.uxNodeId } })).data;
    case 'advance':
      return (await advanceEntity(to)).data;
    case 'pause':
      return (await pauseEntity({ ...to, body: { timers: request.timers } })).data;
    case 'resume':
      return (await resumeEntity({ ...to, body: { mode: request.mode } })).data;
    case 'retry':
      return (
        await retryEntity({
          ...to,
          body: { from: request.from, version: request.version, runId: request.runId },
        })
      ).data;
    case 'migrate':
      return (await migrateEntity({ ...to, body: { version: 'latest', nodeMap: request.nodeMap } }))
        .data;
    case 'skip':
      return (await skipEntityNode({ ...to, body: request.step ?? {} })).data;
    case 'cancel':
      return (await cancelEntity({ ...to, body: { reason: request.reason.trim() || null } })).data;
  }
}
