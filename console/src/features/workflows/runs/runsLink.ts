import { RUNS } from './runPath';

/** Leads to all of the runs of which a board shows some: the list, filtered as the board is. */
export function runsLink(params: URLSearchParams, filter: Record<string, string>): string {
  const next = new URLSearchParams(params);
  next.delete('page');
  next.set('view', 'list');
  for (const [name, value] of Object.entries(filter)) {
    next.set(name, value);
  }
  return `${RUNS}?${next}`;
}
