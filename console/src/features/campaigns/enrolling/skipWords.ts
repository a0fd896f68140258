import { formatCount } from '@/shared/format/number';
import { humanize } from '@/shared/format/words';

/** Why somebody is not enrolled, by the API's word for it. */
const REASONS: Record<string, string> = {
  already_enrolled: 'already enrolled',
  too_soon: 'enrolled too lately',
  archived: 'archived',
  unsubscribed: 'unsubscribed',
  suppressed: 'not to be written to',
  no_address: 'without an address',
  not_found: 'not found',
};

export const skipWords = (reason: string) => REASONS[reason] ?? humanize(reason).toLowerCase();

/** How many are skipped for which reason, the most frequent first. */
export const reasonsWords = (skippedByReason: Record<string, number>) =>
  Object.entries(skippedByReason)
    .sort(([, some], [, others]) => others - some)
    .map(([reason, count]) => `${formatCount(count)} ${skipWords(reason)}`)
    .join(', ');
