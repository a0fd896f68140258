import { liveWords } from './liveWords';

it('says by whom and why a version is live', () => {
  expect(liveWords({ liveBy: 'user:ada', liveNotes: 'Back: z was wrong' })).toBe(
    'by ada: Back: z was wrong',
  );
  expect(liveWords({ liveBy: 'key:ci', liveNotes: null })).toBe('by ci');
  expect(liveWords({ liveBy: null, liveNotes: 'first' })).toBe('first');
  expect(liveWords({ liveBy: null, liveNotes: null })).toBe('');
});
