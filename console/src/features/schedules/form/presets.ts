/** When something is due, as a request says it: one of the two. */
export interface Times {
  cron: string;
  every: string;
}

interface Preset extends Times {
  value: string;
  label: string;
}

const cron = (label: string, expression: string): Preset => ({
  value: expression,
  label,
  cron: expression,
  every: '',
});

const every = (label: string, interval: string): Preset => ({
  value: interval,
  label,
  cron: '',
  every: interval,
});

export const OWN_CRON = 'cron';
export const OWN_INTERVAL = 'every';

/** Times that most people want. */
export const PRESETS: readonly Preset[] = [
  cron('Every day at 9:00', '0 9 * * *'),
  cron('On working days at 9:00', '0 9 * * MON-FRI'),
  cron('Every Monday at 9:00', '0 9 * * MON'),
  cron('On the first of the month at 9:00', '0 9 1 * *'),
  cron('Every hour', '0 * * * *'),
  every('Every 15 minutes', 'PT15M'),
];

export const PRESET_CHOICES = [
  ...PRESETS.map(({ value, label }) => ({ value, label })),
  { value: OWN_CRON, label: 'By a cron expression' },
  { value: OWN_INTERVAL, label: 'At an interval' },
];

/** Which choice times stand for: one that says the same, or writing them oneself. */
export function presetOf({ cron: expression, every: interval }: Times): string {
  const same = PRESETS.find((preset) => preset.cron === expression && preset.every === interval);
  return same?.value ?? (interval === '' ? OWN_CRON : OWN_INTERVAL);
}

/** The times that a choice stands for; who writes them begins with those of before. */
export function timesOfPreset(choice: string, before: Times): Times {
  const preset = PRESETS.find(({ value }) => value === choice);
  if (preset) {
    return { cron: preset.cron, every: preset.every };
  }
  return choice === OWN_CRON
    ? { cron: before.cron || '0 9 * * *', every: '' }
    : { cron: '', every: before.every || 'PT1H' };
}
