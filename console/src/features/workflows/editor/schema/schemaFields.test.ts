import type { JsonObject } from '@/client';
import { aSeed, randomOf } from '@/testing/randomGraphs';
import {
  completeFields,
  FIELD_TYPES,
  type FieldType,
  fieldAs,
  hasChoices,
  nameOf,
  readSchema,
  type SchemaField,
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

it('leaves out fields that are not complete', () => {
  const field = { label: '', type: 'text', isRequired: false, choices: [], rest: {} } as const;
  const fields = ['a', '', 'a', '7', 'b'].map((name) => ({ ...field, name }));
  expect(completeFields(fields).map(({ name }) => name)).toEqual(['a', 'b']);
  expect(completeFields([{ ...field, name: 'c', type: 'choice' }])).toEqual([]);
});

it.each([
  ['First name', 'first_name'],
  ['Größe (cm)', 'groe_cm'],
  ['2nd try', '_2nd_try'],
  ['👋', ''],
])('a name is made from what a field is called: %s', (label, name) => {
  expect(nameOf(label)).toBe(name);
});
