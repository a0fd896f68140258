import { type Cel, isName, readCel, readPath, writePath } from './celSyntax';
import { writeText } from './celTexts';

/** What a rule compares with, by the kind of its operator. */
interface Values {
  text: string;
  texts: readonly string[];
  number: number;
  none: null;
}

export type ValueKind = keyof Values;

/** The operators, with what they compare with and what people call them. */
export const OPERATORS = {
  is: { value: 'text', words: 'is' },
  isNot: { value: 'text', words: 'is not' },
  contains: { value: 'text', words: 'contains' },
  containsNot: { value: 'text', words: 'does not contain' },
  startsWith: { value: 'text', words: 'begins with' },
  endsWith: { value: 'text', words: 'ends with' },
  oneOf: { value: 'texts', words: 'is one of' },
  noneOf: { value: 'texts', words: 'is none of' },
  equals: { value: 'number', words: '=' },
  equalsNot: { value: 'number', words: '≠' },
  more: { value: 'number', words: '>' },
  atLeast: { value: 'number', words: '≥' },
  less: { value: 'number', words: '<' },
  atMost: { value: 'number', words: '≤' },
  has: { value: 'text', words: 'has' },
  hasNot: { value: 'text', words: 'has not' },
  known: { value: 'none', words: 'is known' },
  unknown: { value: 'none', words: 'is not known' },
  isTrue: { value: 'none', words: 'is true' },
  isFalse: { value: 'none', words: 'is false' },
} as const satisfies Record<string, { value: ValueKind; words: string }>;

export type Operator = keyof typeof OPERATORS;

/** One rule: a field, how it is compared, and with what. */
export type Rule = {
  [O in Operator]: { field: string; operator: O; value: Values[(typeof OPERATORS)[O]['value']] };
}[Operator];

export interface Rules {
  match: 'all' | 'any';
  rules: readonly Rule[];
}

/** Operators that say the opposite of another one. */
const NEGATED = {
  isNot: 'is',
  containsNot: 'contains',
  noneOf: 'oneOf',
  equalsNot: 'equals',
  hasNot: 'has',
} as const;

const SIGNS = { equals: '==', more: '>', atLeast: '>=', less: '<', atMost: '<=' } as const;

/** Records whose fields are there for everybody, even where nothing is known. */
const FULL: readonly string[] = ['contact', 'entity'];

type Presence =
  /** It is there, with a list that may be empty. */
  | 'always'
  /** It is there, and null where nothing is known. */
  | 'null'
  /** It may be missing from a record that is there. */
  | 'missing'
  /** What it is in may be missing as well. */
  | 'deep';

function presenceOf(parts: readonly string[]): Presence {
  if (parts.join('.') === 'contact.tags') {
    return 'always';
  }
  const isFull = FULL.includes(parts[0] ?? '');
  if (parts.length <= (isFull ? 2 : 1)) {
    return 'null';
  }
  return parts.length === (isFull ? 3 : 2) ? 'missing' : 'deep';
}

const mayBeMissing = (parts: readonly string[]) => ['missing', 'deep'].includes(presenceOf(parts));

/** That there is a field; what compares a missing one fails. */
function guardOf(parts: readonly string[]): string {
  switch (presenceOf(parts)) {
    case 'always':
    case 'null':
      return `${writePath(parts)} != null`;
    case 'missing':
      if (isName(parts.at(-1) ?? '')) {
        return `has(${writePath(parts)})`;
      }
      break;
    case 'deep':
      break;
  }
  return `${writePath(parts, FULL.includes(parts[0] ?? '') ? 2 : 1)}.hasValue()`;
}

/** Whole numbers that are too large to be exact are written as ones that need not be. */
const writeNumber = (value: number) =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);

type Negated = keyof typeof NEGATED;

/** What is compared, without a guard. */
function testOf(
  rule: Exclude<Rule, { operator: Negated | 'known' | 'unknown' }>,
  field: string,
): string {
  switch (rule.operator) {
    case 'is':
      return `${field} == ${writeText(rule.value)}`;
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return `${field}.${rule.operator}(${writeText(rule.value)})`;
    case 'oneOf':
      return `${field} in [${rule.value.map(writeText).join(', ')}]`;
    case 'equals':
    case 'more':
    case 'atLeast':
    case 'less':
    case 'atMost':
      return `${field} ${SIGNS[rule.operator]} ${writeNumber(rule.value)}`;
    case 'has':
      return `${writeText(rule.value)} in ${field}`;
    case 'isTrue':
      return `${field} == true`;
    case 'isFalse':
      return `${field} == false`;
  }
}

/** Comparisons that null stands as well as any other value. */
const STANDS_NULL: ReadonlySet<Operator> = new Set(['is', 'oneOf', 'equals', 'isTrue', 'isFalse']);

/** What rules never write behind a guard. */
const HOLDS_WITHOUT: ReadonlySet<string> = new Set([...Object.keys(NEGATED), 'known', 'unknown']);

function writeRule(rule: Rule): string {
  const parts = readPath(rule.field) ?? [rule.field];
  const field = writePath(parts);
  const presence = presenceOf(parts);
  switch (rule.operator) {
    case 'known':
      return guardOf(parts);
    case 'unknown':
      return mayBeMissing(parts) ? `!${guardOf(parts)}` : `${field} == null`;
    case 'isNot':
    case 'containsNot':
    case 'noneOf':
    case 'equalsNot':
    case 'hasNot': {
      const said = writeRule({ ...rule, operator: NEGATED[rule.operator] } as Rule);
      return said.startsWith('(') ? `!${said}` : `!(${said})`;
    }
    default: {
      const isSafe =
        presence === 'always' || (presence === 'null' && STANDS_NULL.has(rule.operator));
      const test = testOf(rule, field);
      return isSafe ? test : `(${guardOf(parts)} && ${test})`;
    }
  }
}

/** Rules as CEL; an empty text for none. */
export const writeRules = ({ match, rules }: Rules): string =>
  rules.map(writeRule).join(match === 'all' ? ' && ' : ' || ');

/** The rules that an expression says; null when it says something else. An empty one says none. */
export function readRules(source: string): Rules | null {
  if (source.trim() === '') {
    return { match: 'all', rules: [] };
  }
  const cel = readCel(source);
  if (cel === null) {
    return null;
  }
  // One rule alone may be two joined in brackets: what is compared, and that it is there.
  const alone = isBracketed(source) ? ruleOf(cel) : null;
  const parts = alone === null && (cel.is === 'or' || cel.is === 'and') ? cel.parts : [cel];
  const rules = parts.map(ruleOf);
  return rules.every((rule) => rule !== null)
    ? { match: cel.is === 'or' ? 'any' : 'all', rules }
    : null;
}

const isBracketed = (source: string) => source.trim().startsWith('(');

const fieldOf = (cel: Cel | undefined): string | null =>
  cel?.is === 'path' && !cel.isOptional ? writePath(cel.parts) : null;

function ruleOf(cel: Cel): Rule | null {
  switch (cel.is) {
    case 'and':
      return guarded(cel.parts);
    case 'not':
      return negated(ruleOf(cel.of));
    case 'binary':
      return compared(cel);
    case 'call':
      return called(cel);
    case 'or':
    case 'path':
    case 'literal':
    case 'list':
      return null;
  }
}

/**
 * A comparison behind the guard of the same field. One that holds where the field is missing says
 * something else behind a guard, which rules do not write.
 */
function guarded(parts: readonly Cel[]): Rule | null {
  const [guard, test] = parts.map(ruleOf);
  const isGuarded =
    parts.length === 2 && guard?.operator === 'known' && guard.field === test?.field;
  return isGuarded && test && !HOLDS_WITHOUT.has(test.operator) ? test : null;
}

function negated(rule: Rule | null): Rule | null {
  if (rule?.operator === 'known') {
    return { field: rule.field, operator: 'unknown', value: null };
  }
  const pair = Object.entries(NEGATED).find(([, positive]) => positive === rule?.operator);
  return pair ? ({ ...rule, operator: pair[0] } as Rule) : null;
}

function compared({ sign, left, right }: Extract<Cel, { is: 'binary' }>): Rule | null {
  if (sign === 'in') {
    return among(left, right);
  }
  const field = fieldOf(left);
  if (field === null || right.is !== 'literal') {
    return null;
  }
  const { value } = right;
  if (typeof value === 'number') {
    const operator =
      sign === '!='
        ? 'equalsNot'
        : (Object.keys(SIGNS) as (keyof typeof SIGNS)[]).find((each) => SIGNS[each] === sign);
    return operator ? { field, operator, value } : null;
  }
  if (sign !== '==' && sign !== '!=') {
    return null;
  }
  if (typeof value === 'string') {
    return { field, operator: sign === '==' ? 'is' : 'isNot', value };
  }
  if (value === null) {
    // Of a field that may be missing rules ask whether it is there, which is another question.
    return left.is === 'path' && !mayBeMissing(left.parts)
      ? { field, operator: sign === '==' ? 'unknown' : 'known', value: null }
      : null;
  }
  return sign === '==' ? { field, operator: value ? 'isTrue' : 'isFalse', value: null } : null;
}

function among(left: Cel, right: Cel): Rule | null {
  const list = fieldOf(right);
  if (list !== null && left.is === 'literal' && typeof left.value === 'string') {
    return { field: list, operator: 'has', value: left.value };
  }
  const field = fieldOf(left);
  if (field === null || right.is !== 'list') {
    return null;
  }
  const texts = right.items.flatMap((item) =>
    item.is === 'literal' && typeof item.value === 'string' ? [item.value] : [],
  );
  return texts.length === right.items.length ? { field, operator: 'oneOf', value: texts } : null;
}

function called({ name, on, args }: Extract<Cel, { is: 'call' }>): Rule | null {
  const [arg] = args;
  if (name === 'has' && on === null && args.length === 1) {
    return arg?.is === 'path' && !arg.isOptional ? present(arg.parts) : null;
  }
  if (name === 'hasValue' && on?.is === 'path' && on.isOptional && args.length === 0) {
    return present(on.parts);
  }
  const field = on && fieldOf(on);
  const isText = args.length === 1 && arg?.is === 'literal' && typeof arg.value === 'string';
  return field && isText && (name === 'contains' || name === 'startsWith' || name === 'endsWith')
    ? { field, operator: name, value: arg.value as string }
    : null;
}

/** That a field is there; one that is always there may still be null, which rules ask instead. */
const present = (parts: readonly string[]): Rule | null =>
  mayBeMissing(parts) ? { field: writePath(parts), operator: 'known', value: null } : null;

/** A field as people call it: what is known of a contact and what a run is given need no prefix. */
const fieldWords = (field: string) => field.replace(/^(contact\.(attributes\.)?|input\.)(?=.)/, '');

/** A rule as people say it. */
export function ruleWords({ field, operator, value }: Rule): string {
  const { words } = OPERATORS[operator];
  const compared = value === '' ? 'empty' : Array.isArray(value) ? value.join(', ') : (value ?? '');
  return `${fieldWords(field)} ${words} ${compared}`.trimEnd();
}

/** A condition as people say it, or as CEL where rules cannot say it. */
export function conditionWords(source: string): string {
  const known = readRules(source);
  return known === null || known.rules.length === 0
    ? source
    : known.rules.map(ruleWords).join(known.match === 'all' ? ' and ' : ' or ');
}
