import type { JsonObject } from '@/client';

/** What people call the types of a schema. */
const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a group of values',
  null: 'empty',
};

const FORMATS: Readonly<Record<string, string>> = {
  email: 'an e-mail address',
  uri: 'a web address',
  date: 'a date',
  time: 'a time',
  'date-time': 'a date with a time',
  uuid: 'an id',
  duration: 'a duration, such as P1D',
};

/** The limit that the validator names last, as in `String is too short (1 < 3).` */
const limit = (error: string) => /([\d.]+)\)\.$/.exec(error)?.[1];

const quoted = (error: string) =>
  [...error.slice(error.indexOf('Expected')).matchAll(/"([^"]+)"/g)].map(([, word = '']) => word);

/** What a pattern asks for: as the schema describes it, else the pattern itself. */
const wanted = ({ description, pattern }: JsonObject) =>
  description
    ? `Does not have the form that is asked for: ${description}`
    : `Must match ${pattern}.`;

/**
 * What is wrong with a value by a keyword of its schema, and what to do, for who fills in the form.
 *
 * @param schema the schema that has the keyword
 */
export function keywordWords(keyword: string, error: string, schema: JsonObject): string {
  switch (keyword) {
    case 'type':
      return `Must be ${quoted(error)
        .map((type) => TYPES[type] ?? type)
        .join(' or ')}.`;
    case 'minLength':
      return `Is too short: it needs at least ${limit(error)} characters.`;
    case 'maxLength':
      return `Is too long: it may have at most ${limit(error)} characters.`;
    case 'minItems':
      return `Needs at least ${limit(error)} entries.`;
    case 'maxItems':
      return `May have at most ${limit(error)} entries.`;
    case 'uniqueItems':
      return 'Has the same entry twice.';
    case 'pattern':
      return wanted(schema);
    case 'format': {
      const format = /format "(.+)"\.$/.exec(error)?.[1] ?? '';
      return `Must be ${FORMATS[format] ?? format}.`;
    }
    case 'enum':
      return `Must be one of ${error.slice(error.indexOf('[') + 1, error.lastIndexOf(']')).replaceAll(',', ', ')}.`;
    case 'const':
      return `Must be ${error.slice('Instance does not match '.length, -1)}.`;
    case 'false':
      return 'Is not asked for here: take it out.';
    case 'not':
      return 'May not be this.';
    case 'anyOf':
      return 'Fits none of the ways in which it can be filled in.';
    case 'oneOf':
      return error.includes('(0 matches)')
        ? 'Fits none of the ways in which it can be filled in.'
        : 'Fits several of the ways in which it can be filled in, and must fit one.';
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
    case 'multipleOf':
      return error;
    default:
      return `Is not as it should be: ${error}`;
  }
}
