import type { DraftGraph, GraphEdge, GraphNode, StepType } from '@/client';

/** A seed that a failing test tells; STITCH_SEED repeats it. */
export const aSeed = (): number => Number(process.env.STITCH_SEED ?? Date.now() % 2 ** 31);

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

const oneOf = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

const some = <T>(random: Random, items: readonly T[]): T[] => items.filter(() => random() < 0.5);

/** Names as people give them, some of which mean something elsewhere. */
const NAMES = ['a', 'b', 'timeout', 'default', 'way', 'hang', 'say "no"', 'à côté', '100%', 'x\\y'];

/** Handles that edges name, whether their node has such a branch or not. */
const HANDLES = [null, undefined, '', ' ', 'true', 'false', 'error', 'gone', ...NAMES];

export const STEP_TYPES: ReadonlyMap<string, StepType> = new Map(
  Object.entries({
    condition: ['true', 'false'],
    switch: ['default'],
    split: [],
    'human.task': ['timeout'],
    'wait.event': ['timeout'],
    wait: [],
    set: [],
  }).map(([id, branches]) => [
    id,
    { id, title: id, schema: {}, branches, taskQueue: '', effect: false, writes: false },
  ]),
);

function dataOf(random: Random, type: string): GraphNode['data'] {
  const named = some(random, NAMES).map((name) => ({ name, expression: 'true', weight: 1 }));
  return {
    ...(random() < 0.3 && { onError: 'branch' }),
    ...(random() < 0.5 && { timeout: 'P1D', dueIn: 'P1D', deadline: 'P1D' }),
    ...(type === 'switch' && { cases: named }),
    ...(type === 'split' && { branches: named }),
    ...(type === 'human.task' && { choices: some(random, NAMES) }),
    ...(random() < 0.1 && { cases: 'none', branches: [null, 3], choices: {} }),
  };
}

/**
 * A graph as a draft may hold it: edges in any order, several between the same nodes, by branches
 * that there are and are not, to nodes that are missing, and ids that are used twice.
 */
export function aRandomGraph(random: Random): DraftGraph {
  const count = 2 + Math.floor(random() * 8);
  const types = [...STEP_TYPES.keys(), 'ux', 'unheard.of'];
  const nodes = Array.from({ length: count }, (_, index): GraphNode => {
    const type = oneOf(random, types);
    return {
      id: `n${random() < 0.05 ? 0 : index}`,
      type,
      label: `Node ${index}`,
      position: { x: (index % 3) * 420, y: Math.floor(index / 3) * 460 },
      data: dataOf(random, type),
    };
  });
  const ids = [...nodes.map(({ id }) => id), ...some(random, ['missing'])];
  const edges = Array.from({ length: Math.floor(random() * 20) }, (_, index) => ({
    id: `e${random() < 0.05 ? 0 : index}`,
    source: oneOf(random, ids),
    target: oneOf(random, ids),
    type: oneOf(random, ['ux', 'system', undefined]),
    sourceHandle: oneOf(random, HANDLES),
  }));
  return { nodes, edges: edges as GraphEdge[] };
}
