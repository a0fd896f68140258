import { answerFacts } from './answerWords';

const FORM = {
  type: 'object',
  properties: {
    percent: { type: 'integer', title: 'Percent' },
    notify: { type: 'boolean', title: 'Tell sales' },
    valid_until: { type: 'string' },
    note: { type: 'string' },
  },
};

it('tells what was filled in by the labels and in the order of the form', () => {
  const answer = {
    valid_until: '2026-12-24',
    notify: false,
    percent: 0,
    note: '',
    extra: ['a', 'b'],
  };
  expect(answerFacts(FORM, answer)).toEqual([
    ['Percent', '0'],
    ['Tell sales', 'No'],
    ['Valid until', '2026-12-24'],
    ['Extra', 'a, b'],
  ]);
});

it.each([null, undefined, 'yes', ['a']])('finds no fields in %j', (answer) => {
  expect(answerFacts(FORM, answer)).toEqual([]);
});
