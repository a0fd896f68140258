import { stayingWords } from './stayingWords';

it('says how many stay and why', () => {
  expect(stayingWords({ busy: 1, paused: 2 })).toBe(
    '1 at a step right now: ask again in a moment; 2 paused: resume them first, or retry their run',
  );
});
