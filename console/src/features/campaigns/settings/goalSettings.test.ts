import { goalOf, goalSetting } from './goalSettings';

describe('the goal of a template', () => {
  it('is read from the settings', () => {
    expect(goalOf({})).toEqual({ kind: 'none', text: '', days: 14, exit: false });
    expect(goalOf({ goal: { event: 'purchased', within: 'P2W', exit: true } })).toEqual({
      kind: 'event',
      text: 'purchased',
      days: 14,
      exit: true,
    });
    expect(goalOf({ goal: { when: 'true' } })).toMatchObject({ kind: 'when', days: 14 });
  });

  it('is written as the API takes it', () => {
    expect(goalSetting({}, { kind: 'event', text: 'purchased', days: 7, exit: false })).toEqual({
      goal: { event: 'purchased', within: 'P7D' },
    });
  });

  it('keeps a window that is no number of days', () => {
    const config = { goal: { event: 'purchased', within: 'PT6H' } };
    expect(goalSetting(config, { ...goalOf(config), text: 'paid' })).toEqual({
      goal: { event: 'paid', within: 'PT6H' },
    });
  });

  it('takes the comparison of variants by it along when it goes', () => {
    const config = { goal: { event: 'purchased' }, variantGoal: 'goal' };
    expect(goalSetting(config, { ...goalOf(config), kind: 'none' })).toEqual({
      goal: null,
      variantGoal: null,
    });
  });
});
