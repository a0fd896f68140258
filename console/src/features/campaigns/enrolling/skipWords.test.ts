import { reasonsWords, skipWords } from './skipWords';

describe('why contacts are skipped', () => {
  it('is told with how many, the most first', () => {
    expect(reasonsWords({ archived: 1, already_enrolled: 1200 })).toBe(
      '1,200 already enrolled, 1 archived',
    );
  });

  it('is readable also for a reason that is new', () => {
    expect(skipWords('no_consent')).toBe('no consent');
  });
});
