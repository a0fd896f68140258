import { delayWords, isoDuration, otherwiseWords, simpleDuration, summaryOf } from './stepWords';

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
      'For P1DT2H, Until 2026-07-01T00:00:00Z',
    ],
    ['condition', { expression: 'contact.company != null' }, 'contact.company != null'],
  ] as const)('does what its settings say: %s %j', (stepType, config, words) => {
    expect(summaryOf({ stepType, config })).toBe(words);
  });

  it('says what becomes of others', () => {
    expect(otherwiseWords({ otherwise: { goto: 3 } })).toBe('goes on with step 4');
    expect(otherwiseWords({ otherwise: 'skip' })).toBe('skips the next step');
    expect(otherwiseWords({})).toBe('ends here');
  });
});

it('durations of one unit are read and written', () => {
  expect(simpleDuration('PT90M')).toEqual({ amount: 90, unit: 'minute' });
  expect(simpleDuration('P1DT2H')).toBeUndefined();
  expect(isoDuration(2, 'week')).toBe('P2W');
  expect(isoDuration(6, 'hour')).toBe('PT6H');
});
