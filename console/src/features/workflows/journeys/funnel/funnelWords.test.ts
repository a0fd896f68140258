import { stay } from './funnelWords';

describe('the words of a funnel', () => {
  it('says nothing of a stay while nobody has left', () => {
    expect(stay(null)).toBe('');
    expect(stay(5_400)).not.toBe('');
  });
});
