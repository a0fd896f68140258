/** The task before or behind one in the list; the first one when none is shown. */
export function neighbour(
  ids: readonly string[],
  id: string | undefined,
  step: 1 | -1,
): string | undefined {
  const place = id === undefined ? -1 : ids.indexOf(id);
  return place < 0 ? ids[0] : ids[place + step];
}

/** The task that is shown once one is answered: the next one, else the one before. */
export function afterAnswering(ids: readonly string[], id: string): string | undefined {
  return ids.includes(id) ? (neighbour(ids, id, 1) ?? neighbour(ids, id, -1)) : undefined;
}
