import { chosenOf, filterOf, NOBODY, underFilter } from './selection';

describe('who is chosen', () => {
  it('are contacts one by one', () => {
    expect(chosenOf({ kind: 'some', ids: new Set(['a', 'b']) })).toEqual({
      contactIds: ['a', 'b'],
    });
    expect(chosenOf(NOBODY)).toBeNull();
  });

  it('are all that the list finds, without naming them', () => {
    const filter = filterOf({ q: 'ada', filters: { tag: 'vip', status: 'active' } });
    expect(chosenOf({ kind: 'all', filter })).toEqual({
      contactFilter: { q: 'ada', tag: 'vip', status: 'active' },
    });
  });

  it('are not all any more once the list shows others', () => {
    const all = { kind: 'all', filter: { q: 'ada' } } as const;
    expect(underFilter(all, { q: 'ada' })).toBe(all);
    expect(underFilter(all, {})).toBe(NOBODY);
  });
});
