import type { JourneyEventRow } from '@/client';
import { byWhom, humanize } from '@/shared/format/words';

/** What people read of an event's detail, by the kind of event; the rest is for programs. */
function said({ type, detail }: JourneyEventRow): unknown[] {
  switch (type) {
    case 'paused':
      return [detail.timers === 'ELAPSE' ? 'timers elapse' : 'timers freeze'];
    case 'resumed':
      return [typeof detail.mode === 'string' && humanize(detail.mode.toLowerCase())];
    case 'retried':
      return [typeof detail.from === 'string' && `from ${humanize(detail.from).toLowerCase()}`];
    case 'migrated':
      return [`to version ${detail.version}`];
    default:
      return [
        detail.message,
        detail.cause,
        detail.reason,
        detail.title,
        detail.name,
        detail.choice,
        detail.refused,
      ];
  }
}

/** What people call what events are about. */
export interface EventNames {
  stage: (nodeId: string) => string;
  /** The flow of a run, as far as it is known. */
  flow?: (runId: string) => string | undefined;
  /** A step of a run. */
  step?: (runId: string, nodeId: string) => string;
}

/** An event of a journey in words. */
export function eventWords(
  event: JourneyEventRow,
  { stage, flow, step }: EventNames,
): { what: string; detail: string } {
  const { type, toNode, fromNode, actor, detail, runId } = event;
  const node = (nodeId: string) => (runId && step ? step(runId, nodeId) : stage(nodeId));
  return {
    what: type === 'moved' && toNode ? `Moved to ${stage(toNode)}` : humanize(type),
    detail: [
      runId && flow?.(runId),
      type === 'moved' && fromNode && `from ${stage(fromNode)}`,
      typeof detail.nodeId === 'string' && `at ${node(detail.nodeId)}`,
      said(event).find((word) => typeof word === 'string'),
      byWhom(actor),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** Which colour a kind of event has, as the state that it leads to. */
export function eventStatus(type: string): string {
  switch (type) {
    case 'path_failed':
    case 'blocked':
      return 'failed';
    case 'journey_completed':
    case 'path_completed':
      return 'completed';
    case 'journey_exited':
      return 'exited';
    case 'journey_cancelled':
      return 'cancelled';
    case 'paused':
      return 'paused';
    case 'task_opened':
      return 'open';
    default:
      return 'active';
  }
}
