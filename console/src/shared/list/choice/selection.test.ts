import { manyOf, NOTHING, underFilter } from './selection';

describe('what is chosen of a list', () => {
  it('are rows one by one', () => {
    expect(manyOf({ kind: 'some', ids: new Set(['a', 'b']) })).toEqual({ ids: ['a', 'b'] });
    expect(manyOf(NOTHING)).toBeNull();
  });

  it('are all that the list finds, without naming them', () => {
    expect(manyOf({ kind: 'all', filter: { status: 'paused' } })).toEqual({
      filter: { status: 'paused' },
    });
  });

  it('are not all any more once the list shows others', () => {
    const all = { kind: 'all', filter: { q: 'ada' } } as const;
    expect(underFilter(all, { q: 'ada' })).toBe(all);
    expect(underFilter<{ q?: string }>(all, {})).toBe(NOTHING);
  });
});
