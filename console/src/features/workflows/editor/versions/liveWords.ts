import type { VersionSummary } from '@/client';

/** By whom and why a version became the live one, as far as it is known. */
export function liveWords({ liveBy, liveNotes }: Pick<VersionSummary, 'liveBy' | 'liveNotes'>) {
  const by = liveBy && `by ${liveBy.replace(/^(user|key):/, '')}`;
  return [by, liveNotes].filter(Boolean).join(': ');
}
