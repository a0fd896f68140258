import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import {
  ErrorSchemaBuilder,
  type RJSFSchema,
  type RJSFValidationError,
  type ValidationData,
  type ValidatorType,
} from '@rjsf/utils';
import type { JsonObject } from '@/client';
import { keywordWords } from './keywordWords';

/** Keywords that only say that something below them is wrong. */
const ENCLOSING = new Set([
  'properties',
  'patternProperties',
  'additionalProperties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  'then',
  'else',
]);

const REQUIRED = /required property "(.*)"/;

/** A field that is needed because another is given. */
const DEPENDENT = /^Instance has "(.*)" but does not have "(.*)"\.$/;

interface FieldError {
  keyword: string;
  path: string[];
  message: string;
}

/** An error at the field that it is about. */
function asFieldError(
  { keyword, keywordLocation, instanceLocation, error }: OutputUnit,
  root: RJSFSchema,
): FieldError {
  const path = parts(instanceLocation);
  const missing = keyword === 'required' ? REQUIRED.exec(error)?.[1] : undefined;
  if (missing !== undefined) {
    return { keyword, path: [...path, missing], message: 'Is required.' };
  }
  const schema = schemaAt(root, keywordLocation);
  const [, given = '', needed] = DEPENDENT.exec(error) ?? [];
  if (needed !== undefined) {
    const { title } = ((schema.properties as JsonObject | undefined)?.[given] ?? {}) as JsonObject;
    return {
      keyword,
      path: [...path, needed],
      message: `Is required where “${title ?? given}” is given.`,
    };
  }
  return { keyword, path, message: keywordWords(keyword, error, schema) };
}

const parts = (pointer: string) => pointer.split('/').slice(1).map(unescapePointer);

const within = (schema: unknown, path: readonly string[]) =>
  path.reduce<unknown>((at, part) => (at as JsonObject | undefined)?.[part], schema);

/** The schema that has the keyword at a location, whose references are followed. */
function schemaAt(root: RJSFSchema, keywordLocation: string): JsonObject {
  const found = parts(keywordLocation)
    .slice(0, -1)
    .reduce<unknown>((at, part) => {
      const next = within(at, [part]);
      return part === '$ref' && typeof next === 'string' ? within(root, parts(next)) : next;
    }, root);
  return (found ?? {}) as JsonObject;
}

function unescapePointer(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
}

function errorsOf(schema: RJSFSchema, value: unknown): FieldError[] {
  const { errors } = new Validator(schema as Schema, '2020-12', false).validate(value ?? {});
  return errors
    .filter(({ keyword }) => !ENCLOSING.has(keyword))
    .map((error) => asFieldError(error, schema));
}

function asFormError({ keyword, path, message }: FieldError): RJSFValidationError {
  const property = path.join('.');
  return { name: keyword, property, message, stack: `${property}: ${message}` };
}

/**
 * Checks forms against their schemas without making code of them, which the page's policy forbids
 * and the validator that forms usually come with does.
 */
const schemaValidator: ValidatorType<unknown, RJSFSchema> = {
  validateFormData(value, schema): ValidationData<unknown> {
    const found = errorsOf(schema, value);
    const byField = new ErrorSchemaBuilder();
    for (const { message, path } of found) {
      byField.addErrors(message, path);
    }
    return { errors: found.map(asFormError), errorSchema: byField.ErrorSchema };
  },
  isValid(schema, value, rootSchema) {
    const { definitions, $defs } = rootSchema;
    return errorsOf({ definitions, $defs, ...schema }, value).length === 0;
  },
  rawValidation(schema, value) {
    return { errors: errorsOf(schema, value).map(asFormError) as never[] };
  },
};

export default schemaValidator;
