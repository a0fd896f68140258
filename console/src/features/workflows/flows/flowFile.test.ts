import { type FlowFile, fileName, readFlowFile, writeFlowFile } from './flowFile';

const FLOW: FlowFile = {
  name: 'Welcome',
  kind: 'bmc',
  tags: ['onboarding'],
  graph: { nodes: [{ id: 'begun', type: 'ux' }], edges: [] },
  inputSchema: { type: 'object' },
  mappings: [{ uxNodeId: 'begun', systemFlow: 'Greet', position: 1, input: { subject: 'Hi' } }],
};

describe('a flow as a file', () => {
  it('is read as it was written', () => {
    expect(readFlowFile(writeFlowFile(FLOW))).toEqual(FLOW);
  });

  it('may be what the API answers', () => {
    const answer = { id: '1', name: 'Greet', kind: 'system', draft: { nodes: [], edges: [] } };
    expect(readFlowFile(JSON.stringify(answer))).toEqual({
      name: 'Greet',
      kind: 'system',
      tags: [],
      graph: { nodes: [], edges: [] },
      inputSchema: null,
      mappings: [],
    });
  });

  it('passes over what it cannot mean', () => {
    const file = {
      ...FLOW,
      tags: ['a', 5, null],
      mappings: [null, { uxNodeId: 'begun' }, { uxNodeId: 'a', systemFlow: 'b', position: 'x' }],
      inputSchema: [],
    };
    expect(readFlowFile(JSON.stringify(file))).toMatchObject({
      tags: ['a'],
      mappings: [{ uxNodeId: 'a', systemFlow: 'b', position: 0, input: {} }],
      inputSchema: null,
    });
  });

  it.each([
    ['', 'not JSON'],
    ['{', 'not JSON'],
    ['[]', 'no flow'],
    ['null', 'no flow'],
    ['{"format":"other/1"}', 'other/1'],
    ['{"name":"x"}', 'no kind'],
    ['{"kind":"bmc"}', 'no graph'],
    ['{"kind":"bmc","graph":{"nodes":{},"edges":[]}}', 'no graph'],
  ])('says of %j that it has %s', (text, problem) => {
    expect(() => readFlowFile(text)).toThrow(problem);
  });

  it.each([
    ['Win-back: “Q3”', 'Win-back-Q3.json'],
    ['Ünïcode', 'Ünïcode.json'],
    ['///', 'flow.json'],
  ])('of %j is called %s', (name, file) => {
    expect(fileName(name)).toBe(file);
  });
});
