import { waitWords } from './waitWords';

describe('what holds a journey', () => {
  it('is named with the step that waits', () => {
    expect(waitWords({ kind: 'timer', nodeId: 'three-days' })).toBe('A timer at Three days');
  });

  it('names the event that is waited for', () => {
    expect(waitWords({ kind: 'event', nodeId: 'listen', detail: 'reply' })).toBe('The event reply');
  });

  it('is readable also when it is of a kind that is new', () => {
    expect(waitWords({ kind: 'rate_limit' })).toBe('Rate limit');
  });
});
