import { problemWords } from './problemWords';

describe('what the sign-in page says', () => {
  it('is nothing when nothing went wrong', () => {
    expect(problemWords(null)).toBeNull();
  });

  it.each([
    ['denied', 'called off at Example ID'],
    ['expired', 'begin again'],
    ['no_role', 'give you a role'],
    ['unreachable', 'Example ID does not answer'],
    ['refused', 'could not be trusted'],
  ])('tells of %s in words', (problem, words) => {
    expect(problemWords(problem, 'Example ID')).toContain(words);
  });

  it('never repeats what stands in the address', () => {
    expect(problemWords('<b>call 555</b>')).not.toContain('555');
  });
});
