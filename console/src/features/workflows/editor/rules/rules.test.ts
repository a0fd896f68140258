import { aSeed, randomOf } from '@/testing/randomGraphs';
import table from '../../../../../../workflows/src/test/resources/dev/stitch/graph/expression/rules.json';
import { readCel } from './celSyntax';
import { writeText } from './celTexts';
import {
  conditionWords,
  OPERATORS,
  type Operator,
  type Rule,
  type Rules,
  readRules,
  writeRules,
} from './rules';

const ROUNDS = 2_000;

type Random = () => number;

const oneOf = <T>(random: Random, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

const FIELDS = [
  'contact.company',
  'contact.tags',
  'contact.attributes.score',
  'contact.attributes["a \\"b\\""]',
  'contact.attributes.a.b',
  'entity.metadata.stage',
  'input.city',
  'input.in_',
  'input["in"]',
  'steps["ask-her"].output.answer',
  'event.data.amount',
  'now',
];

/** Texts with what quoting, regular expressions and other languages trip over. */
const PIECES = [
  'a',
  '"',
  "'",
  '\\',
  '\\n',
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u007f',
  '$&',
  ')',
  ' && ',
  'é',
  '👋',
  '`',
  '?',
];

const aText = (random: Random) =>
  Array.from({ length: Math.floor(random() * 6) }, () => oneOf(random, PIECES)).join('');

function aRule(random: Random): Rule {
  const operator = oneOf(random, Object.keys(OPERATORS) as Operator[]);
  const values = {
    text: aText(random),
    texts: Array.from({ length: Math.floor(random() * 4) }, () => aText(random)),
    number: oneOf(random, [0, -3, 2.5, 1e17, 1e21, 1e-7, Math.floor(random() * 1e9)]),
    none: null,
  };
  const value = values[OPERATORS[operator].value];
  return { field: oneOf(random, FIELDS), operator, value } as Rule;
}

it('what rules write is read as the same rules', () => {
  const seed = aSeed();
  for (let round = 0; round < ROUNDS; round++) {
    const random = randomOf(seed + round);
    const rules: Rule[] = Array.from({ length: Math.floor(random() * 4) }, () => aRule(random));
    const all: Rules = { match: rules.length > 1 && random() < 0.5 ? 'any' : 'all', rules };
    const cel = writeRules(all);
    expect(readRules(cel), `STITCH_SEED=${seed + round}: ${cel}`).toEqual(all);
  }
});

describe('rules and the engine agree', () => {
  it.each(table.rules.map((one) => [one.cel, one] as const))('on %s', (cel, one) => {
    const { match, rules, written = cel } = one as typeof one & { written?: string };
    const said = rules && ({ match, rules } as Rules);
    expect(readRules(cel)).toEqual(said);
    expect(said && writeRules(said)).toBe(said && written);
  });

  it.each(table.texts.map((one) => [one.cel, one] as const))('on the text %s', (cel, { value }) => {
    const read = readCel(cel);
    // What is not read is shown as CEL, and harms nothing.
    expect(read).toEqual(value === null || read === null ? null : { is: 'literal', value });
  });

  it('on every text that the table says they read', () => {
    for (const { value } of table.texts) {
      expect(value === null || readCel(writeText(value))).toEqual(
        value === null || { is: 'literal', value },
      );
    }
  });
});

describe('CEL written by hand', () => {
  it.each([
    [`contact.company != ''`, 'company is not empty'],
    [`contact.company != null`, 'company is known'],
    [`'vip' in contact.tags || contact.attributes.score >= 10`, 'tags has vip or score ≥ 10'],
    [`has(input.city) && input.city.startsWith("B")`, 'city is known and city begins with B'],
    [`(has(input.city) && input.city != "Bern")`, 'city is known and city is not Bern'],
    [
      `!(contact.lifecycleStage in ["lead", 'customer'])`,
      'lifecycleStage is none of lead, customer',
    ],
  ])('is read as rules where they say the same: %s', (cel, words) => {
    expect(conditionWords(cel)).toBe(words);
  });

  it.each([
    'true',
    'contact.company',
    'size(contact.tags) > 1',
    'a.b == c.d',
    'a.b == 1 && (c.d == 2 || e.f == 3)',
    'a.b == 1 && c.d == 2 || e.f == 3',
    'a.b ? c.d : e.f',
    'a.b + 1 == 2',
    'a.b == 99999999999999999999',
    'a.b == 5u',
    'a.b == r"\\d"',
    'a.b == """x"""',
    'a.b == "x" // why',
    'a.b == b"x"',
    'a.b.exists(x, x == 1)',
    'a.b == ',
    '!a.b',
    '(has(a.b) && a.b == null)',
    'steps.ask.output.answer == null',
    'input.city != null',
    '!(input.city == null)',
    'has(contact.company)',
    'contact.?company.hasValue()',
    '(has(input.city) && input.city != "Bern") && a.b == 1',
    'a.b\u00a0== 1',
  ])('stays CEL where rules cannot say it: %s', (cel) => {
    expect(readRules(cel)).toBeNull();
    expect(conditionWords(cel)).toBe(cel);
  });

  it('stays CEL where it is deeper than rules are', () => {
    expect(readRules(`${'('.repeat(2000)}a.b == 1${')'.repeat(2000)}`)).toBeNull();
    expect(readRules(`${'!'.repeat(4000)}a.b`)).toBeNull();
  });
});
