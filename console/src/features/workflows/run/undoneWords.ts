import type { Undone } from '@/client';
import { formatCount, plural } from '@/shared/format/number';

/** What came of an undo, in a line. */
export function undoneWords({
  restored,
  alreadyUndone,
  left,
}: Pick<Undone, 'restored' | 'alreadyUndone' | 'left'>) {
  const parts = [`${plural(restored, 'change')} taken back`];
  if (alreadyUndone > 0) {
    parts.push(`${formatCount(alreadyUndone)} before`);
  }
  if (left > 0) {
    parts.push(`${formatCount(left)} left, since somebody has changed them`);
  }
  return `${parts.join(', ')}.`;
}
