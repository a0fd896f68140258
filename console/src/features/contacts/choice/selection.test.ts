import { NOTHING } from '@/shared/list/choice/selection';
import { chosenOf, filterOf } from './selection';

describe('who is chosen', () => {
  it('are contacts one by one', () => {
    expect(chosenOf({ kind: 'some', ids: new Set(['a', 'b']) })).toEqual({
      contactIds: ['a', 'b'],
    });
    expect(chosenOf(NOTHING)).toBeNull();
  });

  it('are all that the list finds, without naming them', () => {
    const filter = filterOf({ q: 'ada', filters: { tag: 'vip', status: 'active' } });
    expect(chosenOf({ kind: 'all', filter })).toEqual({
      contactFilter: { q: 'ada', tag: 'vip', status: 'active' },
    });
  });
});
