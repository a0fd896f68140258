import { aSeed, randomOf } from '@/testing/randomGraphs';
import { DURATION_UNITS, durationParts, durationWords, isoDuration } from './isoDuration';

const ROUNDS = 300;

it('a duration that is written is read as it was', () => {
  const seed = aSeed();
  const random = randomOf(seed);
  for (let round = 0; round < ROUNDS; round++) {
    const parts = Object.fromEntries(
      DURATION_UNITS.filter(() => random() < 0.5).map((unit) => [unit, Math.floor(random() * 99)]),
    );
    const iso = isoDuration(parts);
    expect(iso === '' ? {} : durationParts(iso), `STITCH_SEED=${seed}: ${iso}`).toEqual(parts);
  }
});

it.each([
  ['P2W', '2 weeks'],
  ['P14D', '2 weeks'],
  ['P1D', '1 day'],
  ['PT48H', '2 days'],
  ['PT36H', '36 hours'],
  ['PT90M', '90 minutes'],
  ['P1DT2H', '1 day 2 hours'],
  ['pt5s', '5 seconds'],
  ['PT0S', 'no time'],
])('%s is %s', (iso, words) => {
  expect(durationWords(iso)).toBe(words);
});

it.each([
  '',
  'P',
  'PT',
  'P1DT',
  'P1M',
  'P1Y',
  'PT1.5S',
  '-P1D',
  'P1W2D',
  '3 days',
  '{{ input.days }}',
])('a text that is no duration in whole units stays as it is: %s', (text) => {
  expect(durationParts(text)).toBeNull();
  expect(durationWords(text)).toBe(text);
});
