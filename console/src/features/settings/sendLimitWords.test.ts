import { mailboxName, rateWords } from './sendLimitWords';

describe('a send limit in words', () => {
  it('says each part that it has', () => {
    expect(rateWords({ perHour: 200, perDay: 1000, spacingSeconds: 2 })).toBe(
      '200 an hour, 1,000 a day, 2 s apart',
    );
    expect(rateWords({ perHour: null, perDay: 50, spacingSeconds: null })).toBe('50 a day');
  });

  it('names its mailbox as people know it', () => {
    expect(mailboxName({ mailbox: 'all', connectionName: null })).toBe('All mail together');
    expect(mailboxName({ mailbox: '0197-id', connectionName: 'Outreach' })).toBe('Outreach');
  });
});
