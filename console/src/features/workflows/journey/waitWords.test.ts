import { waitWords } from './waitWords';

describe('what holds a journey', () => {
  it('is named with the step that waits', () => {
    expect(waitWords({ kind: 'timer', nodeId: 'w1' }, 'Three days')).toBe('A timer at Three days');
  });

  it('names the event that is waited for', () => {
    expect(waitWords({ kind: 'event', nodeId: 'listen', detail: 'reply' })).toBe('The event reply');
  });

  it('says why mail is held back', () => {
    const held = { kind: 'gate', nodeId: 'first-mail', detail: '50 a day' };
    expect(waitWords({ ...held, reason: 'mailbox_cap' }, 'First mail')).toBe(
      'Room in its mailbox at First mail: 50 a day',
    );
    expect(waitWords({ ...held, reason: 'full_moon' })).toBe('Full moon: 50 a day');
    expect(waitWords(held)).toBe('Its turn to send: 50 a day');
  });

  it('says what a run waits for that reads a platform', () => {
    const held = { kind: 'gate', detail: '15 requests in 15 minutes' };
    expect(waitWords({ ...held, reason: 'rate_limit' })).toBe(
      'The platform, which takes no more requests for a while: 15 requests in 15 minutes',
    );
    expect(waitWords({ kind: 'gate', reason: 'needs_reconnect' })).toBe(
      'Somebody to connect its account again',
    );
  });

  it('says of a journey that is paused only what is worth knowing', () => {
    expect(waitWords({ kind: 'resume', detail: 'paused by entity' })).toBe('Somebody to resume it');
    expect(waitWords({ kind: 'resume', detail: 'paused by template' })).toBe(
      'Somebody to resume it: paused by template',
    );
  });

  it('is readable also when it is of a kind that is new', () => {
    expect(waitWords({ kind: 'rate_limit' })).toBe('Rate limit');
  });
});
