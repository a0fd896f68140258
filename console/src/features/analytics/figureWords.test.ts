import { spanWords, successWords } from './figureWords';

it('nothing is told of runs of which none has ended', () => {
  expect(spanWords(null)).toBe('–');
  expect(spanWords(undefined)).toBe('–');
  expect(successWords({ successRate: null })).toBe('–');
});

it('what is nought is told', () => {
  expect(spanWords(0)).toBe('0 ms');
  expect(successWords({ successRate: 0 })).toBe('0%');
  expect(successWords({ successRate: 0.875 })).toBe('87.5%');
});
