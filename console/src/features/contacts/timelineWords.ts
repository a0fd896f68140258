import type { TimelineEntry } from '@/client';
import { humanize } from '@/shared/format/words';

/** A line of the timeline in words. */
export function timelineWords(entry: TimelineEntry): { what: string; detail: string } {
  const { detail, flowName } = entry;
  switch (entry.type) {
    case 'email_sent':
      return { what: String(detail.subject ?? 'Mail'), detail: 'Mail sent' };
    case 'email_received':
      return { what: String(detail.subject ?? 'Mail'), detail: 'Mail received' };
    case 'moved':
      return {
        what: `Moved to ${humanize(String(detail.toNode))}`,
        detail: [flowName, detail.fromNode && `from ${humanize(String(detail.fromNode))}`]
          .filter(Boolean)
          .join(', '),
      };
    default:
      return { what: humanize(entry.type), detail: flowName ?? '' };
  }
}

/** Which colour a kind of event has, as the state that it leads to. */
export function timelineStatus(entry: TimelineEntry): string {
  switch (entry.type) {
    case 'path_failed':
    case 'blocked':
      return 'failed';
    case 'journey_completed':
    case 'path_completed':
      return 'completed';
    case 'paused':
      return 'paused';
    case 'task_opened':
      return 'open';
    case 'journey_cancelled':
      return 'cancelled';
    default:
      return 'active';
  }
}
