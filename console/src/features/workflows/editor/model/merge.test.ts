import type { GraphNode } from '@/client';
import { type FlowDocument, nodesOf } from './document';
import { merge } from './merge';

const node = (id: string, label = id): GraphNode => ({ id, type: 'set', label, data: {} });

const flow = (nodes: GraphNode[], name = 'Flow'): FlowDocument => ({
  name,
  inputSchema: null,
  graph: { nodes, edges: [{ id: 'e', source: 'a', target: 'b' }] },
});

const labels = ({ graph }: FlowDocument) => nodesOf(graph).map(({ label }) => label);

describe('two changes of one flow', () => {
  const base = flow([node('a'), node('b')]);

  it('are joined where they touch different things', () => {
    const merged = merge(
      base,
      flow([node('a', 'mine'), node('b')]),
      flow([node('a'), node('b'), node('c', 'theirs')], 'Renamed'),
    );
    expect(labels(merged.document)).toEqual(['mine', 'b', 'theirs']);
    expect(merged.document.name).toBe('Renamed');
    expect(merged.conflicts).toEqual([]);
  });

  it('keep mine where they touch the same, and say so', () => {
    const merged = merge(
      base,
      flow([node('a', 'mine'), node('b')]),
      flow([node('a', 'theirs'), node('b')]),
    );
    expect(labels(merged.document)).toEqual(['mine', 'b']);
    expect(merged.conflicts).toEqual(['a']);
  });

  it('leave no edge to a node that one of them removed', () => {
    const merged = merge(base, base, flow([node('a')]));
    expect(labels(merged.document)).toEqual(['a']);
    expect(merged.document.graph.edges).toEqual([]);
  });
});
