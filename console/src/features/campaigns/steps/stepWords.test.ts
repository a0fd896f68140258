import { delayWords, otherwiseWords, summaryOf } from './stepWords';

describe('a step in words', () => {
  it.each([
    [0, true, 'At once'],
    [0, false, 'Right after'],
    [1, false, '1 hour later'],
    [36, false, '36 hours later'],
    [48, false, '2 days later'],
    [24, true, '1 day after enrolling'],
  ])('comes after %d hours: %s, %s', (hours, isFirst, words) => {
    expect(delayWords(hours, isFirst)).toBe(words);
  });

  it.each([
    ['message', { subject: 'Hello', text: 'Hi' }, 'Hello'],
    ['message', { variants: [{ subject: 'A' }, { subject: 'B' }] }, 'A (2 versions)'],
    ['message', {}, ''],
    ['like', { target: 'latest_post' }, 'The latest post'],
    ['wait', { duration: 'P3D' }, 'For 3 days'],
    [
      'wait',
      { duration: 'P1DT2H', until: '2026-07-01T00:00:00Z' },
      'For 1 day 2 hours, Until 2026-07-01T00:00:00Z',
    ],
    ['condition', { expression: 'contact.company != null' }, 'company is known'],
  ] as const)('does what its settings say: %s %j', (stepType, config, words) => {
    expect(summaryOf({ stepType, config })).toBe(words);
  });

  it('says what becomes of others', () => {
    expect(otherwiseWords({ otherwise: { goto: 3 } })).toBe('goes on with step 4');
    expect(otherwiseWords({ otherwise: 'skip' })).toBe('skips the next step');
    expect(otherwiseWords({})).toBe('ends here');
  });
});
