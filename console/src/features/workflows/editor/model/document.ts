import type { DraftGraph, Flow, GraphEdge, GraphNode, JsonObject } from '@/client';

/** What the editor changes and saves of a flow. Immutable: every edit makes a new one. */
export interface FlowDocument {
  name: string;
  graph: DraftGraph;
  inputSchema: JsonObject | null;
}

export const documentOf = (flow: Flow): FlowDocument => ({
  name: flow.name,
  graph: flow.draft,
  inputSchema: flow.inputSchema ?? null,
});

/** A draft may hold anything until it is published: what is no node or edge cannot be drawn. */
const hasTexts = (value: unknown, ...keys: string[]): boolean =>
  typeof value === 'object' &&
  value !== null &&
  keys.every((key) => typeof (value as JsonObject)[key] === 'string');

export const isNode = (value: unknown): value is GraphNode => hasTexts(value, 'id', 'type');
const isEdge = (value: unknown): value is GraphEdge => hasTexts(value, 'id', 'source', 'target');

export const nodesOf = (graph: DraftGraph): GraphNode[] => (graph.nodes ?? []).filter(isNode);
export const edgesOf = (graph: DraftGraph): GraphEdge[] => (graph.edges ?? []).filter(isEdge);

/** The first of each key: of elements with one id the engine reads the first only. */
export function once<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}

export const isUx = (node: Pick<GraphNode, 'type'>) => node.type === 'ux';

/** What people call a node. */
export const labelOf = (node: GraphNode): string =>
  node.label ?? (typeof node.data?.label === 'string' ? node.data.label : node.id);

export function positionOf(node: GraphNode): { x: number; y: number } {
  return { x: node.position?.x ?? 0, y: node.position?.y ?? 0 };
}

/**
 * A value whose keys are sorted all the way down, so that equal content is equal text; those of
 * `properties` stay, since forms ask in the order of their schema.
 */
function canonical(value: unknown, isOrdered = false): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => canonical(item));
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, part]) => part !== undefined && part !== null);
    const ordered = isOrdered ? parts : parts.sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      ordered.map(([key, part]) => [key, canonical(part, key === 'properties')]),
    );
  }
  return value;
}

/** Whether two values say the same, whatever the order of their keys but those of schemas' fields. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}
