import { doneCount, milestones } from './milestones';

it('nothing is ticked before it was done', () => {
  expect(doneCount(milestones({}, true))).toBe(0);
  expect(milestones({}, true)).toHaveLength(5);
});

it('ticks what the stack says was done', () => {
  const all = milestones({ triedAt: '2026-11-21T09:00:00Z', skippedAt: null }, true);
  expect(doneCount(all)).toBe(1);
  expect(all[0]?.doneAt).toBe('2026-11-21T09:00:00Z');
});

it('leaves the worker out where nobody would start it again', () => {
  expect(milestones({}, false).map(({ id }) => id)).toEqual(['try', 'mail', 'reply', 'skip']);
});
