import { firstDay, stay } from './funnelWords';

describe('the words of a funnel', () => {
  it('counts today among the days', () => {
    expect(firstDay(new Date('2026-03-02T10:00:00Z'), 1)).toBe('2026-03-02');
    expect(firstDay(new Date('2026-03-02T10:00:00Z'), 7)).toBe('2026-02-24');
  });

  it('says nothing of a stay while nobody has left', () => {
    expect(stay(null)).toBe('');
    expect(stay(5_400)).not.toBe('');
  });
});
