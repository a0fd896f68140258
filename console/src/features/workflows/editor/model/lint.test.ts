import type { DraftGraph, FlowKind, StepType, UxMapping } from '@/client';
import { lint } from './lint';
import { readWays } from './ways';

const TYPES = new Map([
  ['condition', { id: 'condition', branches: ['true', 'false'] } as unknown as StepType],
]);

const node = (id: string, type = 'set', data = {}) => ({ id, type, label: `The ${id}`, data });

const edge = (source: string, target: string, sourceHandle?: string) => ({
  id: `${source} ${target} ${sourceHandle}`,
  source,
  target,
  sourceHandle,
});

const found = (graph: DraftGraph, kind: FlowKind = 'system', mapped: string[] = []) =>
  lint(
    graph,
    kind,
    readWays(graph, kind, TYPES),
    mapped.map((uxNodeId) => ({ uxNodeId }) as UxMapping),
  ).map(({ nodeId, message }) => `${nodeId}: ${message.split(/[,;]/)[0]}`);

describe('a flow is warned of', () => {
  it('a step that is connected to nothing, but not of one that is alone', () => {
    const lone = [node('a'), node('b'), node('lone')];
    expect(found({ nodes: lone, edges: [edge('a', 'b')] })).toEqual([
      'lone: it is connected to nothing',
    ]);
    expect(found({ nodes: [node('a')], edges: [] })).toEqual([]);
    expect(found({ nodes: [node('a'), node('b')], edges: [] })).toHaveLength(2);
  });

  it('a second start, which is the one that leads to less', () => {
    const nodes = ['late', 'a', 'b', 'c'].map((id) => node(id));
    const edges = [edge('late', 'c'), edge('a', 'b'), edge('b', 'c')];
    expect(found({ nodes, edges })).toEqual(['late: the run begins here too']);
  });

  it('a condition with one way out or none, but not when the other branch is covered', () => {
    const nodes = [node('if', 'condition'), node('yes'), node('no')];
    const yes = edge('if', 'yes', 'true');
    const joined = edge('yes', 'no');
    expect(found({ nodes, edges: [yes, joined] })).toEqual(['if: only “true” leads on']);
    expect(found({ nodes, edges: [yes, edge('if', 'no', 'false')] })).toEqual([]);
    expect(found({ nodes, edges: [yes, edge('if', 'no')] })).toEqual([]);
    expect(
      found({ nodes: [node('a'), node('if', 'condition')], edges: [edge('a', 'if')] }),
    ).toEqual(['if: nothing follows it']);
  });

  it('a stage that nothing lets people leave', () => {
    const spine = (data: object): DraftGraph => ({
      nodes: [node('a', 'ux', data), node('b', 'ux')],
      edges: [edge('a', 'b')],
    });
    expect(found(spine({}), 'bmc')).toEqual([
      'a: no flow runs here and nothing else moves people on',
    ]);
    expect(found(spine({}), 'bmc', ['a'])).toEqual([]);
    for (const data of [{ advance: 'auto' }, { advance: 'manual' }, { deadline: 'P1D' }]) {
      expect(found(spine(data), 'bmc')).toEqual([]);
    }
    expect(found(spine({ goal: 'true' }), 'bmc')).toEqual([]);
  });

  it('nothing where the draft holds what is no graph', () => {
    const strange = { nodes: [null, 7, { id: 'a' }, node('b')], edges: [{ id: 1 }] };
    expect(found(strange as unknown as DraftGraph)).toEqual([]);
  });
});
