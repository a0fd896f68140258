import type { DraftGraph, GraphNode, JsonObject } from '@/client';
import { isNode, nodesOf } from '../model/document';

/** What a step gives in tests instead of being carried out. */
export interface Pin {
  output: unknown;
  /** The branch that it leaves by; null for the ordinary way out. */
  branch: string | null;
}

/** What is pinned of a step of the draft; null where nothing is. */
export function pinOf({ pin }: GraphNode): Pin | null {
  if (typeof pin !== 'object' || pin === null) {
    return null;
  }
  const { output = null, branch } = pin as JsonObject;
  return { output, branch: typeof branch === 'string' ? branch : null };
}

/** The step with another pin, or without one. */
export function withPin({ pin: _, ...node }: GraphNode, next: Pin | null): GraphNode {
  const { output = null, branch = null } = next ?? {};
  return next ? { ...node, pin: { output, ...(branch !== null && { branch }) } } : node;
}

/** A graph that may leave the editor: what is pinned are outputs of runs, with people's data. */
export const withoutPins = (graph: DraftGraph): DraftGraph => ({
  ...graph,
  nodes: (graph.nodes ?? []).map((node) => (isNode(node) ? withPin(node, null) : node)),
});

/** A graph from elsewhere with the pins of the steps that it has, too. */
export function keepingPins(known: DraftGraph, next: DraftGraph): DraftGraph {
  const pins = new Map(
    nodesOf(known).map((node) => [node.id, { type: node.type, pin: pinOf(node) }]),
  );
  return {
    ...next,
    nodes: nodesOf(next).map((node) => {
      const before = pins.get(node.id);
      return before?.pin && before.type === node.type ? withPin(node, before.pin) : node;
    }),
  };
}

/**
 * The branch that an output tells of, as that of a condition, a switch or a task does; null where
 * it tells of none.
 */
export function branchIn(output: unknown, branches: readonly string[]): string | null {
  const told =
    typeof output === 'object' && output !== null
      ? Object.values(output).filter((value) => typeof value !== 'object')
      : [];
  return branches.find((branch) => told.some((value) => String(value) === branch)) ?? null;
}
