import type { RJSFSchema } from '@rjsf/utils';
import schemaValidator from './schemaValidator';

const SCHEMA: RJSFSchema = {
  type: 'object',
  required: ['reason'],
  properties: {
    reason: { type: 'string', minLength: 3 },
    people: { type: 'array', items: { $ref: '#/$defs/person' } },
  },
  $defs: { person: { type: 'object', properties: { age: { type: 'integer', minimum: 0 } } } },
};

const errorsAt = (value: unknown) => schemaValidator.validateFormData(value, SCHEMA).errorSchema;

describe('checking a form', () => {
  it('names the field that is missing', () => {
    expect(errorsAt({})).toEqual({ reason: { __errors: ['Is required.'] } });
  });

  it('names the field that is wrong, however deep', () => {
    expect(errorsAt({ reason: 'because', people: [{ age: -1 }] })).toEqual({
      people: { 0: { age: { __errors: ['-1 is less than 0.'] } } },
    });
  });

  it('finds nothing wrong where nothing is', () => {
    expect(errorsAt({ reason: 'because', people: [{ age: 7 }] })).toEqual({});
  });

  it('knows the definitions of the whole when it checks a part', () => {
    const part: RJSFSchema = { $ref: '#/$defs/person' };
    expect(schemaValidator.isValid(part, { age: 1 }, SCHEMA)).toBe(true);
    expect(schemaValidator.isValid(part, { age: 'old' }, SCHEMA)).toBe(false);
  });
});

it('a field that another needs is told there, by the label of the other', () => {
  const schema: RJSFSchema = {
    type: 'object',
    properties: { city: { type: 'string', title: 'City' }, code: { type: 'string' } },
    dependentRequired: { city: ['code'] },
  };
  expect(schemaValidator.validateFormData({ city: 'Bern' }, schema).errorSchema).toEqual({
    code: { __errors: ['Is required where “City” is given.'] },
  });
});

it('what nobody asked for is told where it is', () => {
  const schema: RJSFSchema = { type: 'object', additionalProperties: false, properties: {} };
  expect(schemaValidator.validateFormData({ more: 1 }, schema).errorSchema).toEqual({
    more: { __errors: ['Is not asked for here: take it out.'] },
  });
});

it('the form that is asked for is also known behind a reference', () => {
  const schema: RJSFSchema = {
    type: 'object',
    properties: { code: { $ref: '#/$defs/code' } },
    $defs: { code: { type: 'string', pattern: '^a', description: 'Begins with an a.' } },
  };
  expect(schemaValidator.validateFormData({ code: 'b' }, schema).errorSchema).toEqual({
    code: { __errors: ['Does not have the form that is asked for: Begins with an a.'] },
  });
});

describe('what is wrong with a field', () => {
  const said = (schema: RJSFSchema, value: unknown) =>
    schemaValidator
      .validateFormData({ field: value }, { type: 'object', properties: { field: schema } })
      .errors.map(({ message }) => message);

  it.each([
    [{ type: 'number' }, 'ten', 'Must be a number.'],
    [{ type: ['integer', 'null'] }, 'ten', 'Must be a whole number or empty.'],
    [{ type: 'string', minLength: 3 }, 'a', 'Is too short: it needs at least 3 characters.'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'Is too long: it may have at most 2 characters.'],
    [{ type: 'string', format: 'email' }, 'ada', 'Must be an e-mail address.'],
    [{ type: 'string', pattern: '^a' }, 'b', 'Must match ^a.'],
    [
      { type: 'string', pattern: '^[0-9]{4}$', description: 'Four digits.' },
      'b',
      'Does not have the form that is asked for: Four digits.',
    ],
    [{ not: { const: 1 } }, 1, 'May not be this.'],
    [
      { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
      3,
      'Fits several of the ways in which it can be filled in, and must fit one.',
    ],
    [{ enum: ['a', 'b'] }, 'c', 'Must be one of "a", "b".'],
    [{ type: 'array', minItems: 2 }, [1], 'Needs at least 2 entries.'],
    [{ type: 'number', maximum: 5 }, 7, '7 is greater than 5.'],
  ] as const)('is said in words: %j, %j', (schema, value, words) => {
    expect(said(schema as unknown as RJSFSchema, value)).toEqual([words]);
  });
});
