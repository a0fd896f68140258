import type { StreamedTexts } from '@/features/workflows/editor/run/streamedText';
import type { RunEvent } from '@/shared/live/LiveStream';

/** When turns ended, in milliseconds since 1970, by node. */
export type EndedTurns = ReadonlyMap<string, number>;

/** The turns that have ended, with one more if an event of the run says so. */
export function withEnd(ended: EndedTurns, event: RunEvent, now: number): EndedTurns {
  const isEnd = event.type === 'step-complete' || event.type === 'step-failed';
  return isEnd && event.nodeId ? new Map(ended).set(event.nodeId, now) : ended;
}

/**
 * What the model writes now. The text of a turn that has ended stays until the messages were read
 * again, since it is among them then.
 *
 * @param readAt when the messages were read, in milliseconds since 1970
 */
export function textUnderWay(
  texts: StreamedTexts,
  ended: EndedTurns,
  readAt: number,
): string | undefined {
  const newest = [...texts].at(-1);
  if (!newest) {
    return undefined;
  }
  const [nodeId, { start, text }] = newest;
  const endedAt = ended.get(nodeId);
  if (endedAt !== undefined && endedAt < readAt) {
    return undefined;
  }
  return start > 0 ? `…${text}` : text;
}
