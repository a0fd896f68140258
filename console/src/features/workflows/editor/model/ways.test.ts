import type { DraftGraph, GraphEdge, GraphNode, StepType } from '@/client';
import cases from '../../../../../../workflows/src/test/resources/dev/stitch/machine/passages.json';
import { type Branch, meaningOf, nextWay, type Passage, readWays, wordFor } from './ways';

const STEP_TYPES: ReadonlyMap<string, StepType> = new Map(
  Object.entries(cases.stepTypes).map(([id, branches]) => [
    id,
    { id, title: id, schema: {}, branches, taskQueue: '', effect: false, writes: false },
  ]),
);

const target = { id: 'next', type: 'set', data: {} };

const read = (node: GraphNode, edges: GraphEdge[] = []) =>
  readWays({ nodes: [node, target], edges }, 'system', STEP_TYPES);

const wordsOf = (node: GraphNode, edges?: GraphEdge[]) =>
  read(node, edges)
    .of(node.id)
    .map((way) => `${wordFor(way) ?? 'then'}: ${way.kind}`);

/** Whether the canvas says that an edge is taken when its node is left by a branch. */
function isTaken({ way }: Passage, left: Branch, all: readonly Passage[]): boolean {
  switch (way.kind) {
    case 'ordinary':
    case 'any':
      return (
        left !== 'error' &&
        !(left === 'timeout' && all.some((other) => other.way.branch === 'timeout'))
      );
    case 'choice':
    case 'exception':
      return way.branch === left;
    case 'closed':
      return false;
  }
}

describe('what an edge means', () => {
  it.each(cases.passages.map((one) => [one.name, one] as const))(
    'as the engine has it: %s',
    (_, one) => {
      const node = { ...one.node, id: 'from' };
      const edges = Object.entries(one.edges).map(([id, sourceHandle]) => ({
        id,
        source: 'from',
        target: 'next',
        sourceHandle,
      }));
      const { passages } = read(node, edges);
      for (const { left, takes } of one.leaves) {
        const taken = passages.filter((passage) => isTaken(passage, left, passages));
        expect(taken.map(({ edge }) => edge.id)).toEqual(takes);
      }
    },
  );

  it('is said in a sentence', () => {
    const node = { id: 'c', type: 'condition', data: {} };
    const edge = { id: 'e', source: 'c', target: 'next' };
    const say = (sourceHandle?: string) => {
      const ways = read(node, [{ ...edge, sourceHandle }]);
      return ways.passages.map((passage) => meaningOf(passage, ways));
    };
    expect(say()).toEqual(['Taken whichever branch is taken.']);
    expect(say('true')).toEqual(['Taken when the step leaves by “true”.']);
    expect(say('maybe')).toEqual(['Never taken: the step does not leave by “maybe”.']);
  });

  it('is that of a stage in a business flow, where only spine and deadline move anybody', () => {
    const graph: DraftGraph = {
      nodes: [
        { id: 'a', type: 'ux', data: {} },
        { id: 'b', type: 'ux', data: {} },
        { id: 's', type: 'set', data: {} },
      ],
      edges: [
        { id: 'on', source: 'a', target: 'b', sourceHandle: 'whatever' },
        { id: 'late', source: 'a', target: 'b', sourceHandle: 'timeout' },
        { id: 'drawn', source: 'a', target: 'b', type: 'system' },
        { id: 'out', source: 'a', target: 's' },
      ],
    };
    const { passages } = readWays(graph, 'bmc', STEP_TYPES);
    expect(passages.map(({ way, role }) => [way.kind, role])).toEqual([
      ['ordinary', 'spine'],
      ['closed', 'spine'],
      ['ordinary', 'drawing'],
      ['ordinary', 'drawing'],
    ]);
  });
});

describe('ways out of a step', () => {
  it('are its branches, and the ordinary one where it does not choose', () => {
    expect(wordsOf({ id: 'c', type: 'condition', data: {} })).toEqual([
      'true: choice',
      'false: choice',
    ]);
    expect(wordsOf({ id: 'w', type: 'wait.event', data: { timeout: 'P1D' } })).toEqual([
      'then: ordinary',
      'timeout: exception',
    ]);
    const ask = { choices: ['yes', 'no'], dueIn: 'P1D', onError: 'branch' };
    expect(wordsOf({ id: 'h', type: 'human.task', data: ask })).toEqual([
      'yes: choice',
      'no: choice',
      'timeout: exception',
      'error: exception',
    ]);
  });

  it('include those that edges leave by, so that each can be seen', () => {
    const edge = { id: 'e', source: 'c', target: 'next' };
    const condition = { id: 'c', type: 'condition', data: {} };
    expect(wordsOf(condition, [edge]).at(-1)).toBe('any branch: any');
    expect(wordsOf(condition, [{ ...edge, sourceHandle: 'old' }]).at(-1)).toBe('old: closed');
  });
});

describe('a step added behind another', () => {
  const condition = { id: 'c', type: 'condition', data: {} };
  const by = (sourceHandle?: string): GraphEdge => ({
    id: String(sourceHandle),
    source: 'c',
    target: 'next',
    sourceHandle,
  });

  it('is led to by the first branch that leads nowhere yet, else by the last', () => {
    expect(nextWay(read(condition), 'c')?.branch).toBe('true');
    expect(nextWay(read(condition, [by('true')]), 'c')?.branch).toBe('false');
    expect(nextWay(read(condition, [by('true'), by('false')]), 'c')?.branch).toBe('false');
    expect(nextWay(read(condition, [by()]), 'c')?.branch).toBe('true');
  });

  it('is led to by the ordinary way of what does not choose', () => {
    expect(nextWay(read({ id: 'c', type: 'set', data: {} }, [by()]), 'c')?.branch).toBeNull();
    expect(nextWay(read({ id: 'c', type: 'split', data: {} }), 'c')).toBeUndefined();
  });
});
