import { mailboxName, rateWords } from './sendLimitWords';

describe('a send limit in words', () => {
  it('says each part that it has', () => {
    expect(rateWords({ perHour: 200, perDay: 1000, spacingSeconds: 2 })).toBe(
      '200 an hour, 1,000 a day, 2 s apart',
    );
    expect(rateWords({ perHour: null, perDay: 50, spacingSeconds: null })).toBe('50 a day');
  });

  it('says how a mailbox begins, what gaps it leaves and how it spares domains', () => {
    const none = { perHour: null, perDay: null, spacingSeconds: null };
    expect(rateWords({ ...none, spacingSeconds: 30, spacingMaxSeconds: 90 })).toBe(
      '30 to 90 s apart',
    );
    expect(rateWords({ ...none, perDomain: { perHour: null, perDay: 20 } })).toBe(
      '20 a day to a domain',
    );
    expect(
      rateWords({ ...none, rampUp: { start: 20, increment: 10, percent: true, max: 200 } }),
    ).toBe('from 20 a day up to 200, 10 % more each day');
  });

  it('names its mailbox as people know it', () => {
    expect(mailboxName({ mailbox: 'all', connectionName: null })).toBe('All mail together');
    expect(mailboxName({ mailbox: '0197-id', connectionName: 'Outreach' })).toBe('Outreach');
  });
});
