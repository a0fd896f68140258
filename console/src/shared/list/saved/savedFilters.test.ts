import { filtersIn, readFilters, withFilter, withoutFilter } from './savedFilters';

describe('saved filters', () => {
  it('are what an address looks for, written in one order', () => {
    expect(filtersIn('?page=3&tag=vip&q=ada&task=1')).toBe('q=ada&tag=vip');
    expect(filtersIn('?q=ada&tag=vip')).toBe(filtersIn('?tag=vip&q=ada'));
    expect(filtersIn('?page=2')).toBe('');
  });

  it('are in the order of their names, each once', () => {
    const one = withFilter([{ name: 'VIPs', search: 'tag=vip' }], { name: 'Ada', search: 'q=ada' });
    expect(one.map(({ name }) => name)).toEqual(['Ada', 'VIPs']);
    expect(withFilter(one, { name: 'VIPs', search: 'tag=v' })).toEqual([
      { name: 'Ada', search: 'q=ada' },
      { name: 'VIPs', search: 'tag=v' },
    ]);
    expect(withoutFilter(one, 'Ada')).toEqual([{ name: 'VIPs', search: 'tag=vip' }]);
  });

  it.each(['', '{', 'null', '{}', '[null, 5, {"name": 1}]'])('are none after %j', (stored) => {
    expect(readFilters(stored)).toEqual([]);
  });
});
