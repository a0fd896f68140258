import type { RunEvent } from '@/shared/live/LiveStream';

/** What a step has written, as far as one has seen it. */
export interface StreamedText {
  attempt: number;
  /** Characters that came before one looked. */
  start: number;
  text: string;
}

/** Texts by node. */
export type StreamedTexts = ReadonlyMap<string, StreamedText>;

/**
 * The texts with one more piece. Each piece says where it belongs, so one that comes twice stands
 * once; another attempt writes anew, and an earlier one is not listened to any more.
 */
export function withPiece(known: StreamedTexts, event: RunEvent): StreamedTexts {
  const { nodeId, output, attempt = 1, offset = 0 } = event;
  if (!nodeId || typeof output !== 'string') {
    return known;
  }
  const before = known.get(nodeId);
  if (before && before.attempt > attempt) {
    return known;
  }
  const goesOn = before?.attempt === attempt && offset >= before.start;
  const { start, text } = goesOn ? before : { start: offset, text: '' };
  return new Map(known).set(nodeId, {
    attempt,
    start,
    text: text.slice(0, offset - start) + output,
  });
}
