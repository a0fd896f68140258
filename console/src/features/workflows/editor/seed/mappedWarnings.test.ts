import type { StepType } from '@/client';
import { mappedWarnings } from './mappedWarnings';

const TYPES = new Map([
  ['condition', { id: 'condition', branches: ['true', 'false'] } as unknown as StepType],
]);

const node = (id: string, type = 'set') => ({ id, type, label: `The ${id}`, data: {} });

describe('what is doubtful about a mapped flow', () => {
  it('is told with the names of the flow and the step, what the server says first', () => {
    const graph = {
      nodes: [node('if', 'condition'), node('yes'), node('lone')],
      edges: [{ id: 'e', source: 'if', target: 'yes', sourceHandle: 'true' }],
    };
    const warnings = [{ nodeId: 'yes', field: 'data.values', message: "Node 'yes': it is odd" }];
    expect(mappedWarnings('Welcome', { graph, warnings }, TYPES)).toEqual([
      { message: 'Welcome: The yes: it is odd' },
      { message: expect.stringMatching(/^Welcome: The lone: it is connected to nothing/) },
      { message: expect.stringMatching(/^Welcome: The if: only “true” leads on/) },
    ]);
  });

  it('is nothing where the flow is sound', () => {
    const graph = { nodes: [node('a'), node('b')], edges: [{ id: 'e', source: 'a', target: 'b' }] };
    expect(mappedWarnings('Welcome', { graph, warnings: [] }, TYPES)).toEqual([]);
  });
});
