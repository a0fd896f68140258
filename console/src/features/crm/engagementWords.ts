import type { Engagement } from '@/client';
import { platformName } from '@/features/campaigns/templateWords';
import { byWhom, humanize } from '@/shared/format/words';

/** What an engagement is, in a line, and what there is to know of it besides. */
export function engagementWords(engagement: Engagement): { what: string; detail: string } {
  const { type, direction, platform, text, target, performedBy } = engagement;
  const where = platform ? ` on ${platformName(platform)}` : '';
  const who = direction === 'inbound' ? ' by the contact' : '';
  const about = text ?? (target === 'latest_post' ? 'the latest post' : target);
  return {
    what: `${humanize(type)}${where}${who}`,
    detail: [about, byWhom(performedBy)].filter(Boolean).join(' · '),
  };
}
