import type { JsonObject } from '@/client';
import { aSeed, randomOf } from '@/testing/randomGraphs';
import {
  draftOfField,
  FIELD_TYPES,
  type FieldDraft,
  type FieldType,
  fieldAs,
  hasChoices,
  nameOf,
  readSchema,
  type SchemaField,
  settle,
  writeSchema,
} from './schemaFields';

const ROUNDS = 500;

function aField(random: () => number, name: string): SchemaField {
  const types = Object.keys(FIELD_TYPES) as FieldType[];
  const type = types[Math.floor(random() * types.length)] ?? 'text';
  return {
    name,
    label: random() < 0.5 ? '' : `The ${name}`,
    type,
    isRequired: random() < 0.5,
    choices: hasChoices(type) ? ['yes', 'no "way"'] : [],
    rest: random() < 0.5 ? {} : { description: 'Why', default: null },
  };
}

it('a schema that fields write is read as the same fields, in their order', () => {
  const seed = aSeed();
  for (let round = 0; round < ROUNDS; round++) {
    const random = randomOf(seed + round);
    const names = ['zeta', 'a', 'b-c', '__proto__', 'é', 'constructor'].filter(
      () => random() < 0.5,
    );
    const fields = names.map((name) => aField(random, name));
    const rest: JsonObject = random() < 0.5 ? {} : { additionalProperties: false };
    expect(readSchema(writeSchema({ fields, rest })), `STITCH_SEED=${seed + round}`).toEqual({
      fields,
      rest,
    });
  }
});

it.each([
  { type: 'array' },
  { type: 'object', properties: { a: true } },
  { type: 'object', properties: { a: { type: 'object' } } },
  { type: 'object', properties: { a: { $ref: '#/$defs/a' } } },
  { type: 'object', properties: { a: { type: ['string', 'null'] } } },
  { type: 'object', properties: { a: { type: 'string', format: 'ipv4' } } },
  { type: 'object', properties: { a: { type: 'integer', enum: [1] } } },
  { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } } },
  { type: 'object', properties: {}, required: ['a'] },
] as JsonObject[])('what fields cannot say stays JSON: %j', (schema) => {
  expect(readSchema(schema)).toBeNull();
});

it('keeps what it does not show, until the type is another one', () => {
  const schema = { type: 'object', properties: { age: { type: 'integer', minimum: 0 } } };
  const read = readSchema(schema);
  expect(read && writeSchema(read)).toEqual(schema);
  const [age] = read?.fields ?? [];
  expect(age && fieldAs(age, 'text').rest).toEqual({});
});

describe('fields under edit', () => {
  const field = (name: string): SchemaField => ({
    name,
    label: '',
    type: 'text',
    isRequired: true,
    choices: [],
    rest: { default: 'x' },
  });
  const known = (...names: string[]) => names.map((name) => draftOfField(field(name)));
  const renamed = (drafts: FieldDraft[], index: number, name: string) =>
    settle(drafts.map((each, at) => (at === index ? { ...each, field: field(name) } : each)));
  const names = (drafts: FieldDraft[]) => drafts.map(({ kept }) => kept?.name);

  it.each([
    ['', 'It needs a name.'],
    ['7', 'A name is more than a number.'],
    ['b', 'Another field has this name.'],
  ])('keep their last complete form while the name is %j', (name, fault) => {
    const [first, second] = renamed(known('a', 'b'), 0, name);
    expect(first).toEqual({ field: field(name), kept: field('a'), fault });
    expect(second).toEqual(draftOfField(field('b')));
  });

  it("may have each other's names once both are given", () => {
    const half = renamed(known('a', 'b'), 0, 'b');
    expect(names(renamed(half, 1, 'a'))).toEqual(['b', 'a']);
  });

  it('take no name that another one falls back to', () => {
    const half = renamed(known('a', 'b', 'c'), 0, '');
    const both = renamed(half, 1, 'a');
    expect(names(both)).toEqual(['a', 'b', 'c']);
    expect(names(renamed(both, 2, 'b'))).toEqual(['a', 'b', 'c']);
    expect(names(renamed(both, 0, 'd'))).toEqual(['d', 'a', 'c']);
  });

  it('are no part of the schema until they are complete', () => {
    const choice = { ...field('c'), type: 'choice' } as const;
    expect(settle([{ field: choice, kept: null }])).toEqual([
      { field: choice, kept: null, fault: 'Give at least one choice.' },
    ]);
  });
});

it.each([
  ['First name', 'first_name'],
  ['Größe (cm)', 'groe_cm'],
  ['2nd try', '_2nd_try'],
  ['👋', ''],
])('a name is made from what a field is called: %s', (label, name) => {
  expect(nameOf(label)).toBe(name);
});
