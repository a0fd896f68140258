const whole = new Intl.NumberFormat('en');
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const dollars = new Intl.NumberFormat('en', {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export const formatCount = (count: number) => whole.format(count);

/** Large counts in short: 1.2K, 3.4M. */
export const formatCompact = (count: number) => compact.format(count);

/** A part of the whole, from 0 to 1: `12.5%`. */
export const formatShare = (part: number) => percents.format(part);

const KIB = 1024;

/** A number of bytes: 900 bytes, 48 KiB, 1.5 MiB. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) {
    return plural(bytes, 'byte');
  }
  return bytes < KIB * KIB
    ? `${formatCount(Math.round(bytes / KIB))} KiB`
    : `${formatCompact(bytes / KIB / KIB)} MiB`;
}

export const formatDollars = (amount: number) => dollars.format(amount);

/** A count with its noun: `1 step`, `3 steps`. */
export const plural = (count: number, noun: string, nouns = `${noun}s`) =>
  `${formatCount(count)} ${count === 1 ? noun : nouns}`;
