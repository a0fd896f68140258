import { readPath } from './celSyntax';
import { OPERATORS, type Operator, type Rule } from './rules';

/** A rule while it is written: what is compared is text, or texts for operators that take several. */
export interface RuleDraft {
  field: string;
  operator: Operator;
  value: string | readonly string[];
  /** The rule that it was when it was last complete; it counts while something is missing. */
  kept: Rule | null;
}

export const BLANK: RuleDraft = { field: '', operator: 'is', value: '', kept: null };

export const draftOf = (rule: Rule): RuleDraft => ({
  field: rule.field,
  operator: rule.operator,
  value: typeof rule.value === 'number' ? String(rule.value) : (rule.value ?? ''),
  kept: rule,
});

/** A draft with a change to it. */
export function changed(draft: RuleDraft, change: Partial<Omit<RuleDraft, 'kept'>>): RuleDraft {
  const next = { ...draft, ...change };
  return { ...next, kept: ruleOf(next) ?? draft.kept };
}

/** What a draft lacks to be a rule; one that nobody has filled in yet is not blamed for it. */
export function faultsOf(draft: RuleDraft): { field?: string; value?: string } {
  const { field, operator, value, kept } = draft;
  const isBegun = kept !== null;
  const lacksField = field === '' ? isBegun : readPath(field) === null;
  const lacksValue = ruleOf({ ...draft, field: 'a' }) === null && (value !== '' || isBegun);
  const noNumber = OPERATORS[operator].value === 'number' && value !== '';
  return {
    ...(lacksField && { field: 'Choose a field, such as contact.company.' }),
    ...(lacksValue && { value: noNumber ? 'Give a number.' : 'Give a value.' }),
  };
}

/** The rule that a draft is; null while something is missing. */
function ruleOf({ field, operator, value }: RuleDraft): Rule | null {
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
