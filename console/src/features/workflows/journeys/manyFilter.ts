import type { JsonObject } from '@/client';
import type { ListState } from '@/shared/list/useListState';
import type { JourneyFilter } from './JourneyFilters';

/** The filters of the list as acts on all that match take them. */
export function manyFilter({
  filters,
  q,
}: Pick<ListState<JourneyFilter>, 'filters' | 'q'>): JsonObject {
  const { live, version, ...words } = filters;
  return {
    ...words,
    ...(live && { live: live === 'true' }),
    ...(version && { version: Number(version) }),
    ...(q && { q }),
  };
}
