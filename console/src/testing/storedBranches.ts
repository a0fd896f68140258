import type { DraftGraph, GraphEdge } from '@/client';
import { edgesOf, nodesOf } from '../features/workflows/editor/model/document';

/** The stored branch as the documentation has it: null for the ordinary way out. */
export function storedBranch(
  graph: DraftGraph,
  { source, sourceHandle }: GraphEdge,
): string | null {
  const node = nodesOf(graph).find(({ id }) => id === source);
  const handle = typeof sourceHandle === 'string' && sourceHandle.trim() ? sourceHandle : null;
  if (node?.type === 'ux') {
    return handle === 'timeout' ? handle : null;
  }
  const named = [node?.data?.cases, node?.data?.branches, node?.data?.choices].flat();
  const hasDefault =
    node?.type === 'switch' ||
    named.some(
      (name) => name === 'default' || (name as { name?: string } | null)?.name === 'default',
    );
  return handle === 'default' && !hasDefault ? null : handle;
}

/** The edges that a reader of the graph counts: the first of each id, between nodes that there are. */
export function soundEdges(graph: DraftGraph): GraphEdge[] {
  const ids = new Set(nodesOf(graph).map(({ id }) => id));
  const edges = edgesOf(graph);
  return edges.filter(
    ({ id, source, target }, index) =>
      edges.findIndex((other) => other.id === id) === index && ids.has(source) && ids.has(target),
  );
}

/** The branch of each edge that is sound, as it is stored. */
export const storedBranches = (graph: DraftGraph): [string, string | null][] =>
  soundEdges(graph).map((edge) => [edge.id, storedBranch(graph, edge)]);
