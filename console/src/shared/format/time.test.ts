import { duration, milliseconds, relativeTime, shortTime } from './time';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('a moment relative to now', () => {
  it.each([
    ['2026-03-01T11:59:58Z', 'just now'],
    ['2026-03-01T11:59:30Z', '30s ago'],
    ['2026-03-01T11:57:10Z', '2m ago'],
    ['2026-03-01T15:00:00Z', 'in 3h'],
    ['2026-02-26T12:00:00Z', '3d ago'],
  ])('says of %s: %s', (at, words) => {
    expect(relativeTime(at, NOW)).toBe(words);
  });
});

describe('when something began', () => {
  const noon = new Date(2026, 2, 1, 12).getTime();
  const local = (...[year, month, date, hour]: [number, number, number, number]) =>
    new Date(year, month, date, hour, 5).toISOString();

  it.each([
    [local(2026, 2, 1, 9), '09:05'],
    [local(2026, 1, 28, 23), '28 Feb'],
    [local(2025, 11, 31, 23), '31 Dec 2025'],
  ])('says of %s: %s', (at, words) => {
    expect(shortTime(at, noon)).toBe(words);
  });
});

describe('a length of time', () => {
  it.each([
    [0, '0 ms'],
    [840, '840 ms'],
    [9_940, '9.9 s'],
    [59_400, '59 s'],
    [200_000, '3 min 20 s'],
    [3_600_000, '1 h'],
    [187_200_000, '2 d 4 h'],
  ])('says of %i ms: %s', (milliseconds, words) => {
    expect(duration(milliseconds)).toBe(words);
  });
});

it.each([
  ['PT0S', 0],
  ['PT90S', 90],
  ['PT0.5S', 0.5],
  ['PT90M', 5_400],
  ['P1DT1M', 86_460],
  ['P1DT12H', 129_600],
  ['P3D', 259_200],
  ['P2W', 1_209_600],
  ['tomorrow', 0],
])('the duration %s has %d seconds', (iso, seconds) => {
  expect(milliseconds(iso)).toBe(seconds * 1000);
});
