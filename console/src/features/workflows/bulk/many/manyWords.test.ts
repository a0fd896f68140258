import { leftOutWords, progressWords } from './manyWords';

describe('words of acts on many', () => {
  it('say how many are left out, and why', () => {
    expect(leftOutWords({ already_paused: 1, ended: 12 })).toBe(
      'Left out: 1 is paused already, 12 have ended.',
    );
    expect(leftOutWords({})).toBe('');
  });

  it('name a reason that they do not know as it is', () => {
    expect(leftOutWords({ too_tall: 2 })).toBe('Left out: 2 Too tall.');
  });

  it('say how far it is, and what was refused', () => {
    expect(progressWords('journeys', { succeeded: 1, failed: 0, total: 3 })).toBe(
      '1 journey of 3 done',
    );
    expect(progressWords('contacts', { succeeded: 2, failed: 1, total: 3 })).toBe(
      '2 contacts of 3 done, 1 refused',
    );
  });
});
