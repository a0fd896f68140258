import type { JourneyEventRow } from '@/client';
import { humanize } from '@/shared/format/words';

/** An event of a journey in words; `stage` says what people call a UX node. */
export function eventWords(
  { type, toNode, fromNode, actor, detail }: JourneyEventRow,
  stage: (uxNodeId: string) => string,
): { what: string; detail: string } {
  const said = [detail.cause, detail.reason, detail.title, detail.name].find(
    (word) => typeof word === 'string',
  );
  return {
    what: type === 'moved' && toNode ? `Moved to ${stage(toNode)}` : humanize(type),
    detail: [type === 'moved' && fromNode && `from ${stage(fromNode)}`, said, `by ${actor}`]
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
