import type { TimelineEntry } from '@/client';
import type { StageNames } from '@/features/workflows/journeys/useStageNames';
import { humanize } from '@/shared/format/words';

const joined = (...words: (string | null | undefined | false)[]) =>
  words.filter(Boolean).join(' · ');

/** A line of the timeline in words. */
export function timelineWords(
  entry: TimelineEntry,
  stages: StageNames,
): { what: string; detail: string } {
  const { detail, flowId, flowName } = entry;
  const stage = (uxNodeId: unknown) => stages(flowId, String(uxNodeId));
  switch (entry.type) {
    case 'email_sent':
      return { what: String(detail.subject ?? 'Mail'), detail: joined('Mail sent', flowName) };
    case 'email_received':
      return { what: String(detail.subject ?? 'Mail'), detail: joined('Mail received', flowName) };
    case 'moved':
      return {
        what: `Moved to ${stage(detail.toNode)}`,
        detail: joined(flowName, detail.fromNode ? `from ${stage(detail.fromNode)}` : null),
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

/** Where a mail of the timeline is read; undefined for what is no mail. */
export function mailPath({ kind, type, detail }: TimelineEntry): string | undefined {
  const direction = type === 'email_sent' ? 'outbound' : 'inbound';
  return kind === 'email' ? `/mailbox?direction=${direction}&mail=${detail.id}` : undefined;
}
