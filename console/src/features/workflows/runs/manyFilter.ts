import type { RunFilters } from './useRunFilters';

/** What the list shows, as acts on many take it: without what is not filtered by. */
export function manyFilter({ topLevel, ...query }: RunFilters['query']): Record<string, unknown> {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(given), ...(topLevel && { topLevel: topLevel === 'true' }) };
}
