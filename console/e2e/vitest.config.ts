import { defineConfig } from 'vitest/config';

/** The console in a real browser, against the real stack whose address is in STITCH_API. */
export default defineConfig({
  resolve: { alias: { '@/client': new URL('../target/client', import.meta.url).pathname } },
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globals: true,
    setupFiles: ['e2e/setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What passes only then is told as a flake.
    retry: 1,
    // One browser and one stack for all: two cores have enough to do with them.
    fileParallelism: false,
  },
});
