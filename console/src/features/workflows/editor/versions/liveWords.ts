import type { VersionSummary } from '@/client';
import { byWhom } from '@/shared/format/words';

/** By whom and why a version became the live one, as far as it is known. */
export function liveWords({ liveBy, liveNotes }: Pick<VersionSummary, 'liveBy' | 'liveNotes'>) {
  return [byWhom(liveBy), liveNotes].filter(Boolean).join(': ');
}
