/** Filters of a list under a name. */
export interface SavedFilter {
  name: string;
  /** As the address has them, without what is not a filter. */
  search: string;
}

/** What an address says besides filters: where one is, not what one looks for. */
const PLACES = ['page', 'task'];

/** The filters of an address, in one order, so that the same ones are written alike. */
export function filtersIn(search: string): string {
  const params = new URLSearchParams(search);
  for (const place of PLACES) {
    params.delete(place);
  }
  params.sort();
  return params.toString();
}

/** What is saved with one more; one of the same name takes the place of the former. */
export const withFilter = (saved: readonly SavedFilter[], filter: SavedFilter): SavedFilter[] =>
  [...withoutFilter(saved, filter.name), filter].sort((one, other) =>
    one.name.localeCompare(other.name),
  );

export const withoutFilter = (saved: readonly SavedFilter[], name: string): SavedFilter[] =>
  saved.filter((each) => each.name !== name);

/** What was stored, whatever it was. */
export function readFilters(stored: string | undefined): SavedFilter[] {
  try {
    const saved: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(saved) ? saved.filter(isSavedFilter) : [];
  } catch {
    return [];
  }
}

const isSavedFilter = (each: Partial<SavedFilter> | null): each is SavedFilter =>
  typeof each?.name === 'string' && typeof each.search === 'string';
