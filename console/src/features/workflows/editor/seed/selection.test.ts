import { filterOf, NOBODY, requestOf, underFilter } from './selection';

describe('who is chosen to start', () => {
  it('are contacts one by one, at the stage that is asked for', () => {
    const some = { kind: 'some', ids: new Set(['a', 'b']) } as const;
    expect(requestOf(some, 'won')).toEqual({ contactIds: ['a', 'b'], uxNodeId: 'won' });
    expect(requestOf(NOBODY, null)).toBeNull();
  });

  it('are all that the list finds, without naming them', () => {
    const filter = filterOf({ q: 'ada', filters: { tag: 'vip', status: 'active' } });
    expect(requestOf({ kind: 'all', filter }, null)).toEqual({
      contactFilter: { q: 'ada', tag: 'vip', status: 'active' },
    });
  });

  it('are not all any more once the list shows others', () => {
    const all = { kind: 'all', filter: { q: 'ada' } } as const;
    expect(underFilter(all, { q: 'ada' })).toBe(all);
    expect(underFilter(all, {})).toBe(NOBODY);
  });
});
