import type { DraftGraph } from '@/client';
import { edgesOf, nodesOf } from './document';
import { addNode, connect, copy, move, paste, remove } from './edits';

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
  it('add a node under a free id, with an edge from the one before it', () => {
    const first = addNode(graph, { type: 'wait', label: 'Wait', position: at(0) }, 's');
    const second = addNode(first.graph, { type: 'wait', label: 'Wait', position: at(0) });
    expect([first.id, second.id]).toEqual(['wait', 'wait-2']);
    expect(first.graph.edges?.at(-1)).toMatchObject({ source: 's', target: 'wait' });
    expect(first.graph.settings).toEqual({ reentry: true });
  });

  it('make ways of the spine only between stages, and no edge twice', () => {
    expect(edgesOf(connect(graph, { source: 'b', target: 'a' })).at(-1)?.type).toBe('ux');
    expect(edgesOf(connect(graph, { source: 'b', target: 's' })).at(-1)?.type).toBeUndefined();
    expect(connect(graph, { source: 'a', target: 'b' })).toBe(graph);
    expect(connect(graph, { source: 'a', target: 'a' })).toBe(graph);
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
});
