import { descriptionParts } from './descriptionParts';

const DIFF = 'diff --git a/cart.py b/cart.py\n--- a/cart.py\n+++ b/cart.py\n-    total\n+    sum';

it('tells the change that a description ends with from its words', () => {
  expect(descriptionParts(`It counts now.\n\n${DIFF}\n`)).toEqual({
    prose: 'It counts now.',
    diff: DIFF,
  });
  expect(descriptionParts(DIFF)).toEqual({ prose: '', diff: DIFF });
});

it('leaves words alone that only speak of one', () => {
  const text = 'Run `diff --git a b` and look.';
  expect(descriptionParts(text)).toEqual({ prose: text, diff: '' });
});
