import { formatCount } from '@/shared/format/number';

const REASONS: Record<string, string> = {
  paused: 'paused: resume them first, or retry their run',
  busy: 'at a step right now: ask again in a moment',
  changed_step: 'past a step that is of another type now',
  no_steps: 'without a step to go on with',
  not_behind: 'not on earlier steps any more',
};

/** Why some stay on their steps, e.g. "2 paused: …; 1 at a step right now: …". */
export const stayingWords = (byReason: Record<string, number>) =>
  Object.entries(byReason)
    .map(([reason, count]) => `${formatCount(count)} ${REASONS[reason] ?? reason}`)
    .join('; ');
