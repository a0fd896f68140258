import type { Message } from '@/client';

/** The most messages that the API gives at once. */
export const WINDOW = 200;

/**
 * Where the next older window begins: the number after which its messages come. Windows begin at
 * multiples of their size, so that each is read once however many messages come meanwhile.
 *
 * @param oldest the number of the oldest message that is shown
 * @param start the number after which the conversation begins
 */
export function olderWindow(oldest: number, start: number): number {
  // At least half a window more, where there is so much.
  const from = Math.floor((oldest - 1 - WINDOW / 2) / WINDOW) * WINDOW;
  return Math.max(start, from);
}

/** The windows from one up to the newest messages, of which the oldest is given. */
export function windowsFrom(first: number | undefined, oldest: number): number[] {
  const windows: number[] = [];
  for (let after = first ?? oldest; after < oldest - 1; after += WINDOW) {
    windows.push(after);
  }
  return windows;
}

/** Messages of several windows, each once, the oldest first. */
export function inOrder(pages: readonly (readonly Message[])[]): Message[] {
  const bySeq = new Map(pages.flat().map((message) => [message.seq, message]));
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}
