import type { GraphNode, JsonObject, StepType } from '@/client';
import { calledFlows, contactUseOf } from './contactUse';

const type = (id: string, schema: JsonObject): [string, StepType] => [
  id,
  { id, title: id, schema, branches: [], taskQueue: '', effect: false, writes: false },
];

const STEP_TYPES = new Map([
  type('contact.update', { 'x-contact': {}, properties: {} }),
  type('email.send', {
    'x-contact': { unless: 'to' },
    properties: { text: { format: 'template' }, to: { format: 'template' } },
  }),
  type('set', { properties: { values: { additionalProperties: { format: 'cel' } } } }),
  type('wait', {
    properties: { window: { properties: { timezone: { format: 'timezone' } } } },
  }),
]);

const useOf = (nodeType: string, data: GraphNode['data']) =>
  contactUseOf({ nodes: [{ id: 'n', type: nodeType, data }], edges: [] }, STEP_TYPES);

describe('a flow', () => {
  it('needs a contact when a step fails without one', () => {
    expect(useOf('contact.update', {})).toBe('needed');
    expect(useOf('email.send', { text: 'Hello' })).toBe('needed');
    expect(useOf('email.send', { text: 'Hello', to: 'ada@example.org' })).toBe('none');
  });

  it('looks at a contact where an expression names it, and not where a text says the word', () => {
    const to = 'ada@example.org';
    expect(useOf('email.send', { to, text: 'Hello {{contact.name}}' })).toBe('seen');
    expect(useOf('email.send', { to, text: 'Please contact us' })).toBe('none');
    expect(useOf('set', { values: { a: 'contact.name' } })).toBe('seen');
    expect(useOf('set', { values: { a: 'entity.metadata.score' } })).toBe('seen');
    expect(useOf('set', { values: { a: "'contact'" } })).toBe('none');
    expect(useOf('set', { values: { a: 'input.contact' } })).toBe('none');
    expect(useOf('wait', { window: { timezone: 'contact' } })).toBe('seen');
  });

  it('may ask for one by the flows that it calls', () => {
    const nodes = [
      { id: 'a', type: 'subflow', data: { flowId: 'called' } },
      { id: 'b', type: 'for_each', data: {} },
    ];
    expect(calledFlows({ nodes, edges: [] })).toEqual(['called']);
  });
});
