import { OWN_CRON, OWN_INTERVAL, PRESETS, presetOf, timesOfPreset } from './presets';

it('every preset is chosen by its own times', () => {
  for (const preset of PRESETS) {
    expect(presetOf(timesOfPreset(preset.value, { cron: '', every: '' }))).toBe(preset.value);
  }
});

it('whoever writes times begins with those of before', () => {
  const before = { cron: '5 4 * * *', every: '' };

  expect(presetOf(before)).toBe(OWN_CRON);
  expect(timesOfPreset(OWN_CRON, before)).toEqual(before);
  expect(timesOfPreset(OWN_INTERVAL, before)).toEqual({ cron: '', every: 'PT1H' });
  expect(presetOf({ cron: '', every: 'PT7M' })).toBe(OWN_INTERVAL);
});
