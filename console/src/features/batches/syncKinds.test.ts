import { kindsOf, SYNC_KINDS } from './syncKinds';

it('an account can be read in the ways of its platform, and others in none', () => {
  expect(kindsOf({ toolkit: 'x' })).toEqual(['x_contacts', 'x_tweets', 'x_mentions', 'x_enrich']);
  expect(kindsOf({ toolkit: 'linkedin' })).toEqual(['linkedin_contacts']);
  expect(kindsOf({ toolkit: 'smtp' })).toEqual([]);
});

it('what costs money says so', () => {
  const paid = Object.values(SYNC_KINDS).filter(({ paid }) => paid);
  expect(new Set(paid.map(({ toolkit }) => toolkit))).toEqual(new Set(['x']));
});
