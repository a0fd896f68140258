import type { DraftGraph } from '@/client';
import { directionOf } from './direction';
import { edgesOf, nodesOf, positionOf } from './document';
import { addNode, connect, copy, leaveBy, makeRoom, move, paste, remove } from './edits';
import { readWays } from './ways';

const at = (x: number) => ({ x, y: 0 });

const graph: DraftGraph = {
  nodes: [
    { id: 'a', type: 'ux', label: 'A', position: at(0), data: {} },
    { id: 'b', type: 'ux', label: 'B', position: at(300), data: {} },
    { id: 's', type: 'set', label: 'S', position: at(600), data: { values: { x: '1' } } },
  ],
  edges: [{ id: 'a-to-b', source: 'a', target: 'b', type: 'ux' }],
  settings: { reentry: true },
};

describe('edits of a graph', () => {
  const lead = (source: string, target: string, branch: string | null = null) =>
    connect(graph, readWays(graph, 'bmc', new Map()), { source, target, branch });

  it('add a node under a free id', () => {
    const first = addNode(graph, { type: 'wait', label: 'Wait', position: at(0) });
    const second = addNode(first.graph, { type: 'wait', label: 'Wait', position: at(0) });
    expect([first.id, second.id]).toEqual(['wait', 'wait-2']);
    expect(first.graph.settings).toEqual({ reentry: true });
  });

  it('make ways of the spine only between stages, and no edge twice', () => {
    expect(edgesOf(lead('b', 'a')).at(-1)?.type).toBe('ux');
    expect(edgesOf(lead('b', 's')).at(-1)?.type).toBeUndefined();
    expect(lead('a', 'b')).toBe(graph);
    expect(lead('a', 'a')).toBe(graph);
  });

  it('store the branch that an edge leaves by, and none for the ordinary way', () => {
    const late = lead('a', 'b', 'timeout');
    expect(edgesOf(late).at(-1)).toMatchObject({ source: 'a', sourceHandle: 'timeout' });
    const ordinary = leaveBy(late, 'a-to-b-2', null);
    expect(edgesOf(ordinary).at(-1)).not.toHaveProperty('sourceHandle');
    expect(edgesOf(leaveBy(ordinary, 'a-to-b-2', 'timeout'))).toEqual(edgesOf(late));
  });

  it('leave no edge in the air', () => {
    expect(remove(graph, new Set(['b']), new Set()).edges).toEqual([]);
  });

  it('keep the graph when nothing has moved', () => {
    expect(move(graph, new Map([['a', at(0)]]))).toBe(graph);
    expect(nodesOf(move(graph, new Map([['a', at(5)]])))[0]?.position).toEqual(at(5));
  });

  it('paste under new ids, with the edges between what was copied', () => {
    const { graph: next, ids } = paste(graph, copy(graph, new Set(['a', 'b'])));
    expect(ids).toEqual(['a-2', 'b-2']);
    expect(next.edges?.at(-1)).toMatchObject({ source: 'a-2', target: 'b-2', type: 'ux' });
    expect(next.nodes).toHaveLength(5);
  });

  it('paste no edge that leads out of what was copied', () => {
    const clip = { ...copy(graph, new Set(['a'])), edges: edgesOf(graph) };
    expect(paste(graph, clip).graph.edges).toEqual(graph.edges);
  });
});

describe('room for a node on an edge', () => {
  const chain = (...x: number[]) => ({
    nodes: x.map((at, index) => ({
      id: `n${index}`,
      type: 'set',
      label: `n${index}`,
      position: { x: at, y: 0 },
      data: {},
    })),
    edges: x.slice(1).map((_, index) => ({
      id: `e${index}`,
      source: `n${index}`,
      target: `n${index + 1}`,
    })),
  });
  const xOf = (graph: DraftGraph) => nodesOf(graph).map((node) => positionOf(node).x);

  it('is made by moving on what follows', () => {
    const room = makeRoom(chain(0, 280, 560), { source: 'n0', target: 'n1' }, 'right');
    expect(room.position).toEqual({ x: 280, y: 0 });
    expect(xOf(room.graph)).toEqual([0, 560, 840]);
  });

  it('is there where nodes are far apart', () => {
    const graph = chain(0, 800);
    const room = makeRoom(graph, { source: 'n0', target: 'n1' }, 'right');
    expect(room.graph).toBe(graph);
    expect(room.position).toEqual({ x: 400, y: 0 });
  });

  it('is aside of a way back, and moves nothing', () => {
    const graph = chain(0, 280);
    const room = makeRoom(graph, { source: 'n1', target: 'n0' }, 'right');
    expect(room.graph).toBe(graph);
    expect(room.position.y).toBeGreaterThan(0);
  });
});

it.each([
  [{ x: 300, y: 40 }, 'right'],
  [{ x: 30, y: 140 }, 'down'],
] as const)('a flow runs as its edges lie: to %j %s', (position, direction) => {
  const node = (id: string, at: { x: number; y: number }) => ({
    id,
    type: 'set',
    position: at,
    data: {},
  });
  const graph = {
    nodes: [node('a', { x: 0, y: 0 }), node('b', position)],
    edges: [{ id: 'e', source: 'a', target: 'b' }],
  };
  expect(directionOf(graph)).toBe(direction);
  expect(directionOf({ ...graph, edges: [] })).toBeNull();
});
