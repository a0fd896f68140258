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
