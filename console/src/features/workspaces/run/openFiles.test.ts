import { isOpenAtFirst } from './openFiles';

const file = (patch: string | null) => ({
  path: 'a.txt',
  status: 'modified',
  insertions: 1,
  deletions: 0,
  binary: false,
  truncated: patch === null,
  patch,
});

it('short changes of the first files are in sight, long ones and those of many files are folded', () => {
  expect(isOpenAtFirst(file('+short'), 0)).toBe(true);
  expect(isOpenAtFirst(file('+short'), 9)).toBe(true);
  expect(isOpenAtFirst(file('+short'), 10)).toBe(false);
  expect(isOpenAtFirst(file('+'.repeat(8_001)), 0)).toBe(false);
  expect(isOpenAtFirst(file(null), 0)).toBe(true);
});
