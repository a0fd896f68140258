import { answerOf, stopOf } from './stopWords';

const failed = (stopReason: string | undefined, ...messages: string[]) =>
  stopOf({
    status: 'failed',
    result: stopReason === undefined ? null : { text: 'So far', stopReason },
    errors: messages.map((message) => ({ code: 'LIMIT_REACHED', message })),
  });

describe('why an agent stopped', () => {
  it.each([
    ['max_turns', 'It has used up its turns'],
    ['max_tokens', 'It has written as much as it may'],
    ['budget', 'Its budget is used up'],
    ['refusal', 'The model declined to go on'],
    ['model_context_window_exceeded', 'The conversation is too long for the model'],
    ['error', 'The model could not be asked'],
    ['sunspots', 'The model stopped: sunspots'],
    ['toString', 'The model stopped: toString'],
    [undefined, 'The run failed'],
  ])('is said in words: %s', (reason, title) => {
    expect(failed(reason)?.title).toBe(title);
  });

  it('comes with what was recorded, each message once', () => {
    expect(failed('budget', '0.1 USD are left.', '0.1 USD are left.')?.messages).toEqual([
      '0.1 USD are left.',
    ]);
  });

  it('is said of a run that a person has ended, whatever the model said before', () => {
    const result = { text: '', stopReason: 'cancelled' };

    expect(stopOf({ status: 'cancelled', result, errors: [] })?.title).toBe(
      'The run was cancelled',
    );
    expect(stopOf({ status: 'killed', result: null, errors: [] })?.title).toBe(
      'The run was killed',
    );
  });

  it('is no question while it goes on and when it was done', () => {
    const result = { text: 'Done.', stopReason: 'end_turn' };

    expect(stopOf({ status: 'completed', result, errors: [] })).toBeUndefined();
    expect(stopOf({ status: 'running', result: null, errors: [] })).toBeUndefined();
    expect(answerOf({ result })).toBe('Done.');
    expect(answerOf({ result: null })).toBeUndefined();
    expect(answerOf({ result: { text: '' } })).toBeUndefined();
  });
});
