import type { DraftGraph } from '@/client';
import { edgesOf, type FlowDocument, nodesOf, same } from './document';

export interface Merged {
  document: FlowDocument;
  /** What both changed in different ways; mine was taken. */
  conflicts: string[];
}

/** One value out of three: whoever changed it wins, and mine where both did. */
function mergeValue<T>(base: T, mine: T, theirs: T): { value: T; conflict: boolean } {
  if (same(base, mine)) {
    return { value: theirs, conflict: false };
  }
  return { value: mine, conflict: !same(base, theirs) && !same(mine, theirs) };
}

function mergeElements<T extends { id: string }>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  conflicts: string[],
): T[] {
  const byId = (list: readonly T[]) => new Map(list.map((item) => [item.id, item]));
  const [before, here, there] = [byId(base), byId(mine), byId(theirs)];
  const ids = new Set([...there.keys(), ...here.keys()]);
  return [...ids].flatMap((id) => {
    const merged = mergeValue(before.get(id), here.get(id), there.get(id));
    if (merged.conflict) {
      conflicts.push(id);
    }
    return merged.value ? [merged.value] : [];
  });
}

/** Joins two changes of one document, element by element. */
export function merge(base: FlowDocument, mine: FlowDocument, theirs: FlowDocument): Merged {
  const conflicts: string[] = [];
  const take = <T>(name: string, pick: (document: FlowDocument) => T): T => {
    const { value, conflict } = mergeValue(pick(base), pick(mine), pick(theirs));
    if (conflict) {
      conflicts.push(name);
    }
    return value;
  };
  const nodes = mergeElements(
    nodesOf(base.graph),
    nodesOf(mine.graph),
    nodesOf(theirs.graph),
    conflicts,
  );
  const kept = new Set(nodes.map(({ id }) => id));
  const edges = mergeElements(
    edgesOf(base.graph),
    edgesOf(mine.graph),
    edgesOf(theirs.graph),
    conflicts,
  ).filter(({ source, target }) => kept.has(source) && kept.has(target));
  const rest = take('settings', ({ graph: { nodes: _, edges: __, ...others } }) => others);
  return {
    document: {
      name: take('name', ({ name }) => name),
      inputSchema: take('input schema', ({ inputSchema }) => inputSchema),
      graph: { ...rest, nodes, edges } as DraftGraph,
    },
    conflicts,
  };
}
