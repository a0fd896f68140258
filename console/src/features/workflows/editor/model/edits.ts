import type { DraftGraph, GraphEdge, GraphNode, JsonObject } from '@/client';
import type { Direction } from './direction';
import { edgesOf, isUx, nodesOf, once, positionOf } from './document';
import type { Branch, Ways } from './ways';

/** A place on the canvas. A type and not an interface, so that it may stand in JSON. */
export type Point = { x: number; y: number };

/** A part of a graph that was copied: nodes, and the edges between them. */
export interface Clip {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** A node as new: its type, name and place. */
export interface NewNode {
  type: string;
  label: string;
  position: Point;
  data?: JsonObject;
}

/** An id made from a name that no other element has: `send-an-email`, `send-an-email-2`. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  const stem =
    name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'node';
  let id = stem;
  for (let number = 2; taken.has(id); number++) {
    id = `${stem}-${number}`;
  }
  return id;
}

const idsOf = (elements: readonly { id: string }[]) => new Set(elements.map(({ id }) => id));

/** Adds a node. Answers the graph and the new id. */
export function addNode(
  graph: DraftGraph,
  { type, label, position, data = {} }: NewNode,
): { graph: DraftGraph; id: string } {
  const id = freeId(label, idsOf(nodesOf(graph)));
  return {
    graph: { ...graph, nodes: [...nodesOf(graph), { id, type, label, position, data }] },
    id,
  };
}

/** An edge as new. */
export interface NewEdge {
  source: string;
  target: string;
  branch: Branch;
}

/**
 * Adds an edge unless the graph, whose ways are given, has one that means the same. Edges between
 * UX nodes are ways of the spine.
 */
export function connect(
  graph: DraftGraph,
  ways: Ways,
  { source, target, branch }: NewEdge,
): DraftGraph {
  const isThere = ways.passages.some(
    ({ edge, way }) => edge.source === source && edge.target === target && way.branch === branch,
  );
  if (isThere || source === target) {
    return graph;
  }
  const edges = edgesOf(graph);
  const ends = nodesOf(graph).filter(({ id }) => id === source || id === target);
  const edge: GraphEdge = {
    id: freeId(`${source}-to-${target}`, idsOf(edges)),
    source,
    target,
    ...(ends.length === 2 && ends.every(isUx) && { type: 'ux' }),
    ...(branch !== null && { sourceHandle: branch }),
  };
  return { ...graph, edges: [...edges, edge] };
}

/** How far apart nodes are put that follow each other. */
const STRIDE = { right: 280, down: 130 } satisfies Record<Direction, number>;

/** How far aside of others a node is put that follows the same one. */
const ASIDE = { right: 110, down: 240 } satisfies Record<Direction, number>;

/** The place behind another, and aside where something is behind it already. */
export const behind = (
  { x, y }: Point,
  direction: Direction,
  isTaken: boolean,
  strides = 1,
): Point => {
  const [ahead, aside] = [STRIDE[direction] * strides, isTaken ? ASIDE[direction] : 0];
  return direction === 'down' ? { x: x + aside, y: y + ahead } : { x: x + ahead, y: y + aside };
};

/** The nodes that a node leads to, by any way, with itself. */
function reachOf(graph: DraftGraph, id: string): Set<string> {
  const reached = new Set([id]);
  for (const next of reached) {
    for (const { source, target } of edgesOf(graph)) {
      if (source === next) {
        reached.add(target);
      }
    }
  }
  return reached;
}

/**
 * Makes room for a node on an edge: what the edge leads to moves on where it is too near. Answers
 * the graph and the place.
 */
export function makeRoom(
  graph: DraftGraph,
  { source, target }: Pick<GraphEdge, 'source' | 'target'>,
  direction: Direction,
): { graph: DraftGraph; position: Point } {
  const places = new Map(nodesOf(graph).map((node) => [node.id, positionOf(node)]));
  const from = places.get(source) ?? { x: 0, y: 0 };
  const to = places.get(target) ?? from;
  const axis = direction === 'down' ? 'y' : 'x';
  const missing = 2 * STRIDE[direction] - (to[axis] - from[axis]);
  if (missing <= 0) {
    return { graph, position: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
  }
  // A way back has its room beside the way there.
  if (to[axis] <= from[axis]) {
    return { graph, position: behind(from, direction, true) };
  }
  const moved = [...reachOf(graph, target)].filter((id) => id !== source);
  const ahead = new Map(
    moved.flatMap((id) => {
      const place = places.get(id);
      return place && place[axis] >= to[axis]
        ? [[id, { ...place, [axis]: place[axis] + missing }] as const]
        : [];
    }),
  );
  return { graph: move(graph, ahead), position: behind(from, direction, false) };
}

/** Lets an edge leave by another branch. */
export const leaveBy = (graph: DraftGraph, edgeId: string, branch: Branch): DraftGraph =>
  changeEdge(graph, edgeId, ({ sourceHandle: _, ...edge }) => ({
    ...edge,
    ...(branch !== null && { sourceHandle: branch }),
  }));

/** Removes nodes and edges, and the edges that would hang in the air. */
export function remove(
  graph: DraftGraph,
  nodes: ReadonlySet<string>,
  edges: ReadonlySet<string>,
): DraftGraph {
  return {
    ...graph,
    nodes: nodesOf(graph).filter(({ id }) => !nodes.has(id)),
    edges: edgesOf(graph).filter(
      ({ id, source, target }) => !edges.has(id) && !nodes.has(source) && !nodes.has(target),
    ),
  };
}

/** Puts nodes elsewhere; those that are there already keep the graph as it is. */
export function move(graph: DraftGraph, places: ReadonlyMap<string, Point>): DraftGraph {
  let moved = false;
  const nodes = nodesOf(graph).map((node) => {
    const place = places.get(node.id);
    const now = positionOf(node);
    if (!place || (place.x === now.x && place.y === now.y)) {
      return node;
    }
    moved = true;
    return { ...node, position: { x: Math.round(place.x), y: Math.round(place.y) } };
  });
  return moved ? { ...graph, nodes } : graph;
}

export function changeNode(
  graph: DraftGraph,
  id: string,
  change: (node: GraphNode) => GraphNode,
): DraftGraph {
  return { ...graph, nodes: nodesOf(graph).map((node) => (node.id === id ? change(node) : node)) };
}

export function changeEdge(
  graph: DraftGraph,
  id: string,
  change: (edge: GraphEdge) => GraphEdge,
): DraftGraph {
  return { ...graph, edges: edgesOf(graph).map((edge) => (edge.id === id ? change(edge) : edge)) };
}

export function copy(graph: DraftGraph, ids: ReadonlySet<string>): Clip {
  return {
    nodes: nodesOf(graph).filter(({ id }) => ids.has(id)),
    edges: edgesOf(graph).filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

/** Adds what was copied under new ids, a little aside. Answers the graph and the new nodes' ids. */
export function paste(
  graph: DraftGraph,
  clip: Clip,
  aside = 40,
): { graph: DraftGraph; ids: string[] } {
  const taken = idsOf(nodesOf(graph));
  const takenByEdges = idsOf(edgesOf(graph));
  const renamed = new Map<string, string>();
  const nodes = once(clip.nodes, ({ id }) => id).map((node) => {
    const id = freeId(node.id, taken);
    taken.add(id);
    renamed.set(node.id, id);
    const { x, y } = positionOf(node);
    return { ...structuredClone(node), id, position: { x: x + aside, y: y + aside } };
  });
  const edges = clip.edges.flatMap((edge) => {
    const [source, target] = [renamed.get(edge.source), renamed.get(edge.target)];
    if (!source || !target) {
      return [];
    }
    const id = freeId(edge.id, takenByEdges);
    takenByEdges.add(id);
    // It leaves by the branch that it left by: its node's configuration comes with it.
    return [{ ...structuredClone(edge), id, source, target }];
  });
  return {
    graph: { ...graph, nodes: [...nodesOf(graph), ...nodes], edges: [...edgesOf(graph), ...edges] },
    ids: nodes.map(({ id }) => id),
  };
}
