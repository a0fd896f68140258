import { bareVariables, mayBeEmpty, withFallback } from './fallbacks';

it.each([
  ['Hello {{contact.name}} of {{ contact.company }}', ['contact.name', 'contact.company']],
  ['{{{contact.name}}} {{contact.name}}', ['contact.name']],
  ['{{#if contact.name}}{{contact.name}}{{else}}there{{/if}}', []],
  ['{{#if contact.name}}yes{{else}}{{contact.name}}{{/if}}', ['contact.name']],
  ['{{#unless contact.name}}you{{else}}{{contact.name}}{{/unless}}', []],
  ['{{#if contact.name}}{{contact.company}}{{/if}}', ['contact.company']],
  ['{{#each input.rows}}{{name}}{{/each}}', []],
  ['{{#if contact.name', []],
  ['{{/if}}{{else}}{{contact.name}}', ['contact.name']],
])('%s puts in without a fallback: %s', (template, variables) => {
  expect(bareVariables(template)).toEqual(variables);
});

it('a fallback is given wherever a variable has none, and can be typed over', () => {
  const { text, start, end } = withFallback(
    'Hi {{contact.name}}, {{#if contact.name}}{{contact.name}}{{/if}} {{{contact.name}}}!',
    'contact.name',
  );
  expect(text).toBe(
    'Hi {{#if contact.name}}{{contact.name}}{{else}}there{{/if}}, ' +
      '{{#if contact.name}}{{contact.name}}{{/if}} ' +
      '{{#if contact.name}}{{{contact.name}}}{{else}}there{{/if}}!',
  );
  expect(text.slice(start, end)).toBe('there');
  expect(bareVariables(text)).toEqual([]);
});

const SCHEMA = { type: 'object', properties: { must: {}, may: {} }, required: ['must'] };

it.each([
  ['contact.company', true],
  ['contact.attributes.plan', true],
  ['contact.email', false],
  ['contact.id', false],
  ['entity.metadata.plan', true],
  ['entity.id', false],
  ['input.may', true],
  ['input.must', false],
  ['input.unknown', false],
  ['steps.a.output', false],
])('%s may be empty: %s', (variable, expected) => {
  expect(mayBeEmpty(variable, SCHEMA)).toBe(expected);
});
