import { defineConfig, mergeConfig } from 'vitest/config';
import usual from '../vitest.config.ts';

/** What wants a stack that nobody has used yet, and all of it: its worker is killed. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [] } },
  defineConfig({
    test: {
      include: ['e2e/fresh/**/*.fresh.ts'],
      testTimeout: 240_000,
      // A second try would not find it unused.
      retry: 0,
    },
  }),
);
