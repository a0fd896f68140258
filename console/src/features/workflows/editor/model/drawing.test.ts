import type { GraphNode, UxMapping } from '@/client';
import { draw, type Surroundings, sizes } from './drawing';
import { readWays } from './ways';

const around: Omit<Surroundings, 'ways'> = {
  kind: 'bmc',
  direction: 'right',
  stepTypes: new Map(),
  mappings: [
    { uxNodeId: 'a', systemFlowId: '2', systemFlowName: 'Second', position: 1 },
    { uxNodeId: 'a', systemFlowId: '1', systemFlowName: 'First', position: 0 },
    { uxNodeId: 'gone', systemFlowId: '1', systemFlowName: 'First', position: 0 },
  ] as UxMapping[],
  findings: undefined,
  statuses: new Map([['a', 'running']]),
  stages: [
    { uxNodeId: 'a', label: 'A', counts: { waiting: 2, blocked: 1, completed: 4 }, total: 7 },
  ],
};

const document = {
  name: 'Flow',
  inputSchema: null,
  graph: {
    nodes: [
      { id: 'a', type: 'ux', label: 'A', position: { x: 10, y: 20 }, data: {} },
      { id: 'b', type: 'ux', label: 'B', position: { x: 300, y: 20 }, data: {} },
    ],
    edges: [
      { id: 'on', source: 'a', target: 'b' },
      { id: 'nowhere', source: 'a', target: 'zz' },
    ],
  },
};

describe('the canvas', () => {
  const ways = readWays(document.graph, 'bmc', new Map());
  const drawn = draw(document, { ...around, ways });

  it('hangs mapped flows below their stage in their order', () => {
    const mapped = drawn.nodes.filter((node) => node.type === 'mapped');
    expect(mapped.map(({ data }) => data.name)).toEqual(['First', 'Second']);
    expect(mapped.map(({ position }) => position.x)).toEqual([10, 10]);
    expect(mapped[1]?.position.y).toBeGreaterThan(mapped[0]?.position.y ?? 0);
  });

  it('draws the spine, and no edge to what is not there', () => {
    expect(
      drawn.edges.filter(({ className }) => className?.startsWith('spine')).map(({ id }) => id),
    ).toEqual(['on']);
    expect(drawn.edges.map(({ id }) => id)).not.toContain('nowhere');
  });

  it('gives a stage room for what hangs from it', () => {
    const size = sizes(drawn, 'right');
    expect(size('a').height).toBeGreaterThan(size('b').height);
    expect(size('a').middle).toEqual(size('b').middle);
  });

  it('shows which steps give a pinned output', () => {
    const [a, b] = document.graph.nodes;
    const graph = { nodes: [{ ...a, pin: { output: 1 } }, b] as GraphNode[], edges: [] };
    const [pinned, other] = draw({ ...document, graph }, { ...around, ways }).nodes;
    expect(pinned?.data).toMatchObject({ pinned: true });
    expect(pinned?.ariaLabel).toBe('A, Stage, output pinned');
    expect(other?.data).toMatchObject({ pinned: false });
  });
});
