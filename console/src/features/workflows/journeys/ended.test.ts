import { liveIn } from './ended';

it('those who have ended at a stage do not stand in it any more', () => {
  expect(liveIn({ counts: { waiting: 4, blocked: 1, completed: 7, exited: 2 }, total: 14 })).toBe(
    5,
  );
  expect(liveIn({ counts: {}, total: 0 })).toBe(0);
});
