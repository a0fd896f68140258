import {
  reenrolDays,
  reenrolSetting,
  replyChoice,
  replySetting,
  withSettings,
} from './templateSettings';

describe('the settings of a template', () => {
  it('end an enrollment by a reply unless they say otherwise', () => {
    expect([{}, { stopOnReply: false }, { stopOnReply: 'all' }].map(replyChoice)).toEqual([
      'true',
      'false',
      'all',
    ]);
    expect(['true', 'false', 'all'].map(replySetting)).toEqual([true, false, 'all']);
  });

  it('say after how many days somebody may be enrolled again', () => {
    expect(
      [{}, { reenrol: 'never' }, { reenrol: { after: 'P90D' } }, { reenrol: { after: 'P2W' } }].map(
        reenrolDays,
      ),
    ).toEqual([null, null, 90, 14]);
    expect([null, 30].map(reenrolSetting)).toEqual(['never', { after: 'P30D' }]);
  });

  it('keep what a form does not know, and lose what is emptied', () => {
    expect(
      withSettings(
        { variantGoal: 'reply', topic: 'news', mailboxes: ['a'] },
        { topic: '', mailboxes: [] },
      ),
    ).toEqual({ variantGoal: 'reply' });
  });
});
