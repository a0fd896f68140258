import type { DraftGraph } from '@/client';
import { complete, completionsOf, variablesAt, wordAt } from './variables';

const graph: DraftGraph = {
  nodes: ['first', 'is-late', 'last'].map((id) => ({ id, type: 'set', data: {} })),
  edges: [
    { id: '1', source: 'first', target: 'is-late' },
    { id: '2', source: 'is-late', target: 'last' },
  ],
};
const schema = { properties: { city: { type: 'string' } } };

describe('variables', () => {
  it('are the steps before, written as each language writes them, and the inputs', () => {
    const cel = variablesAt(graph, 'system', 'last', schema, 'cel');
    expect(cel).toEqual(expect.arrayContaining(['steps.first.output', 'steps["is-late"].output']));
    expect(cel).toContain('input.city');
    expect(variablesAt(graph, 'system', 'last', schema, 'template')).toContain(
      'steps.[is-late].output',
    );
    expect(variablesAt(graph, 'system', 'first', schema, 'cel').join()).not.toContain('steps');
  });

  it('are no steps and no input at a stage, where there are none', () => {
    const offered = variablesAt(graph, 'bmc', 'last', schema, 'cel');
    expect(offered).toEqual(
      expect.arrayContaining(['contact.name', 'entity.metadata', 'event.name']),
    );
    expect(offered.join()).not.toMatch(/steps|input|trigger/);
  });

  it('are offered between the braces of a template only', () => {
    expect(wordAt('Hello con', 9, 'template')).toBeNull();
    expect(wordAt('Hello {{con', 11, 'template')).toEqual({ text: 'con', start: 8 });
    expect(wordAt('{{x}} con', 9, 'template')).toBeNull();
    expect(wordAt('size(con', 8, 'cel')).toEqual({ text: 'con', start: 5 });
  });

  it('are offered by how well they fit, and no more once one is written', () => {
    const known = ['steps.rename.output', 'contact.name', 'name', 'names', 'now'];
    const offered = (text: string) => completionsOf({ text, start: 0 }, known);
    expect(offered('nam')).toEqual(['name', 'names', 'contact.name', 'steps.rename.output']);
    expect(offered('NO')).toEqual(['now']);
    expect(offered('name')).toEqual([]);
  });

  it('complete the word at the caret and close the braces', () => {
    const word = { text: 'contact.n', start: 5 };
    expect(completionsOf(word, ['contact.name', 'now'])).toEqual(['contact.name']);
    expect(complete('Hi {{contact.n!', 14, word, 'contact.name', 'template')).toEqual({
      text: 'Hi {{contact.name}}!',
      caret: 19,
    });
  });
});
