import { defineConfig } from 'vitest/config';

/** What is measured by hand, against the real stack whose address is in STITCH_API. */
export default defineConfig({
  resolve: { alias: { '@/client': new URL('../target/client', import.meta.url).pathname } },
  test: {
    include: ['e2e/measure/**/*.measure.ts'],
    globals: true,
    setupFiles: ['e2e/setup.ts'],
    testTimeout: 30 * 60_000,
    fileParallelism: false,
    // Figures are printed as they come.
    disableConsoleIntercept: true,
  },
});
