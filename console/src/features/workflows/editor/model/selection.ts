/** What is selected on the canvas. */
export interface Selection {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

export const NOTHING: Selection = { nodes: new Set(), edges: new Set() };

export const onlyNodes = (ids: Iterable<string>): Selection => ({
  nodes: new Set(ids),
  edges: new Set(),
});

export const onlyEdge = (id: string): Selection => ({ nodes: new Set(), edges: new Set([id]) });

/** Those of the selected elements that there are. What was undone is no longer selected. */
export const among = (
  { nodes, edges }: Selection,
  drawn: { nodes: readonly { id: string }[]; edges: readonly { id: string }[] },
): Selection => ({
  nodes: new Set(drawn.nodes.map(({ id }) => id).filter((id) => nodes.has(id))),
  edges: new Set(drawn.edges.map(({ id }) => id).filter((id) => edges.has(id))),
});

/** The selection after elements were selected or left. */
export function reselect(
  selected: ReadonlySet<string>,
  changes: readonly { id: string; selected: boolean }[],
): ReadonlySet<string> {
  const next = new Set(selected);
  for (const { id, selected: isSelected } of changes) {
    if (isSelected) {
      next.add(id);
    } else {
      next.delete(id);
    }
  }
  return next;
}
