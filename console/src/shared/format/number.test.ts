import { formatBytes, formatShare } from './number';

it.each([
  [1, '1 byte'],
  [900, '900 bytes'],
  [32 * 1024, '32 KiB'],
  [33_000, '32 KiB'],
  [1.5 * 1024 * 1024, '1.5 MiB'],
])('%d bytes are said as %s', (bytes, said) => {
  expect(formatBytes(bytes)).toBe(said);
});

it('writes shares as percents', () => {
  expect([0, 0.1234, 1].map(formatShare)).toEqual(['0%', '12.3%', '100%']);
});
