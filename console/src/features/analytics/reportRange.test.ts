import { asParameters, OWN_DAYS, rangeOf, rangeWords, withChoice } from './reportRange';

const TODAY = new Date('2026-03-02T23:30:00Z');

const asked = (address: string) => rangeOf(new URLSearchParams(address), TODAY);

describe('the days of a report', () => {
  it('are the last thirty unless the address says otherwise', () => {
    expect(asked('')).toEqual({ choice: '30', from: '2026-02-01', to: '2026-03-02' });
    expect(asked('days=7')).toEqual({ choice: '7', from: '2026-02-24', to: '2026-03-02' });
  });

  it('are those of one’s own choice when both ends are given', () => {
    expect(asked('from=2026-01-01&to=2026-01-31&days=7')).toEqual({
      choice: OWN_DAYS,
      from: '2026-01-01',
      to: '2026-01-31',
    });
    expect(asked('from=2026-01-01').choice).toBe('30');
  });

  it('are said in words and as parameters', () => {
    expect(rangeWords(asked('days=7'))).toBe('Last 7 days');
    expect(rangeWords(asked('from=2026-01-01&to=2026-01-31'))).toBe('2026-01-01 to 2026-01-31');
    expect(asParameters(asked('days=7'))).toBe('from=2026-02-24&to=2026-03-02');
  });

  it('are not taken from a number that is not offered', () => {
    expect(asked('days=100000000').choice).toBe('30');
    expect(asked('days=x').choice).toBe('30');
  });

  it('stay when one begins to choose, and what else the address says stays too', () => {
    const chosen = withChoice(new URLSearchParams('days=7&by=model'), OWN_DAYS, asked('days=7'));

    expect(chosen.toString()).toBe('by=model&from=2026-02-24&to=2026-03-02');
    expect(withChoice(chosen, '90', asked('')).toString()).toBe('by=model&days=90');
    expect(withChoice(chosen, '30', asked('')).toString()).toBe('by=model');
  });
});
