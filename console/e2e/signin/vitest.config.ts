import { defineConfig, mergeConfig } from 'vitest/config';
import usual from '../vitest.config.ts';

/**
 * The console where a login is asked for: against a stack of its own, with keys of two roles, whose
 * identity provider these tests play.
 */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], setupFiles: [] } },
  defineConfig({
    test: { include: ['e2e/signin/**/*.login.ts'], setupFiles: ['e2e/signin/setup.ts'] },
  }),
);
