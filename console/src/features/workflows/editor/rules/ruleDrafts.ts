import { readPath } from './celSyntax';
import { OPERATORS, type Operator, type Rule } from './rules';

/** A rule while it is written: what is compared is text, or texts for operators that take several. */
export interface RuleDraft {
  field: string;
  operator: Operator;
  value: string | readonly string[];
}

export const BLANK: RuleDraft = { field: '', operator: 'is', value: '' };

export const draftOf = ({ field, operator, value }: Rule): RuleDraft => ({
  field,
  operator,
  value: typeof value === 'number' ? String(value) : (value ?? ''),
});

/** The rule that a draft is; null while something is missing. */
export function ruleOf({ field, operator, value }: RuleDraft): Rule | null {
  if (readPath(field) === null) {
    return null;
  }
  const text = typeof value === 'string' ? value : value.join(', ');
  const values = {
    text,
    texts: typeof value === 'string' ? (value === '' ? [] : [value]) : value,
    number: text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : Number(text),
    none: null,
  };
  const compared = values[OPERATORS[operator].value];
  return compared === undefined ? null : ({ field, operator, value: compared } as Rule);
}

/** The operators as a list to choose from, by what they compare. */
export const OPERATOR_CHOICES = [
  [
    'Texts',
    ['is', 'isNot', 'contains', 'containsNot', 'startsWith', 'endsWith', 'oneOf', 'noneOf'],
  ],
  ['Numbers', ['equals', 'equalsNot', 'more', 'atLeast', 'less', 'atMost']],
  ['Lists', ['has', 'hasNot']],
  ['Anything', ['known', 'unknown', 'isTrue', 'isFalse']],
].map(([group, operators]) => ({
  group: group as string,
  items: (operators as Operator[]).map((value) => ({ value, label: OPERATORS[value].words })),
}));
