import { undoneWords } from './undoneWords';

it('an undo says what it took back, what was before, and what it left', () => {
  expect(undoneWords({ restored: 1, alreadyUndone: 0, left: 0 })).toBe('1 change taken back.');
  expect(undoneWords({ restored: 1200, alreadyUndone: 3, left: 2 })).toBe(
    '1,200 changes taken back, 3 before, 2 left, since somebody has changed them.',
  );
});
