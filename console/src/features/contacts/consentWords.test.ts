import { consentWords } from './consentWords';

const change = { id: 1, at: '2026-03-02T09:00:00Z', messageId: null, actor: null, detail: null };

describe('a change of consent', () => {
  it('says what it is about and how it came', () => {
    expect(
      consentWords({ ...change, topic: null, state: 'withdrawn', source: 'one_click' }),
    ).toEqual({ what: 'Left everything', how: 'by one click in their mail program' });
    expect(
      consentWords({
        ...change,
        topic: 'News',
        state: 'granted',
        source: 'person',
        actor: 'user:ada',
        detail: 'on the phone',
      }),
    ).toEqual({ what: 'Wants News', how: 'recorded here · ada · on the phone' });
  });
});
