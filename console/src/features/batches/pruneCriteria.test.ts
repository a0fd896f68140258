import { MOST_NAMED, pruneRequest } from './pruneCriteria';

it('a filter is sent as it is', () => {
  const contactFilter = { tag: 'old' };
  expect(pruneRequest('true', { contactFilter })).toEqual({ criteria: 'true', contactFilter });
});

it('single contacts are named in the expression, whatever it says itself', () => {
  expect(pruneRequest('a || b', { contactIds: ['1', '2'] })).toEqual({
    criteria: '(a || b) && contact.id in ["1","2"]',
  });
});

it('as many as can be named leave half of an expression to whoever writes it', () => {
  const contactIds = Array.from({ length: MOST_NAMED }, () => crypto.randomUUID());
  expect(pruneRequest('', { contactIds }).criteria?.length).toBeLessThan(2048);
});
