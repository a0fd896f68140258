import type { Message } from '@/client';

/**
 * The number of the last message that two conversations share, 0 for none. Copies have the numbers
 * of their originals, so what is shared is a beginning, whose end is found by halving.
 *
 * @param shorter how many messages the shorter one has
 * @param isShared whether the message of a number is the same in both
 */
export async function partingOf(
  shorter: number,
  isShared: (seq: number) => Promise<boolean>,
): Promise<number> {
  let shared = 0;
  let end = shorter;
  while (shared < end) {
    const middle = Math.ceil((shared + end) / 2);
    if (await isShared(middle)) {
      shared = middle;
    } else {
      end = middle - 1;
    }
  }
  return shared;
}

type Written = Pick<Message, 'role' | 'author' | 'at'>;

/** Whether two messages are copies of one: they were written at the same moment by the same. */
export const isSameMessage = (one: Written | undefined, other: Written | undefined) =>
  one !== undefined &&
  other !== undefined &&
  one.at === other.at &&
  one.role === other.role &&
  one.author === other.author;
