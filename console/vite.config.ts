import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Where the API of a running stack is, for `npm run dev`. */
const api = process.env.STITCH_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  resolve: {
    alias: {
      '@/client': new URL('./target/client', import.meta.url).pathname,
      // The forms library names the validator that it usually comes with, which makes code of schemas.
      '@rjsf/validator-ajv8': new URL('./src/shared/forms/schemaValidator.ts', import.meta.url)
        .pathname,
      '@': new URL('./src', import.meta.url).pathname,
    },
  },
  build: {
    outDir: 'target/classes/console',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The policy of the page forbids data: scripts and fonts; small files stay files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
  server: { proxy: { '/api': { target: api, changeOrigin: true } } },
  test: {
    globals: true,
    restoreMocks: true,
    // Only what renders needs a page to render into, which takes longer to make than most tests.
    projects: [
      { extends: true, test: { name: 'logic', isolate: false, include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'components',
          environment: 'jsdom',
          include: ['src/**/*.test.tsx'],
          setupFiles: ['src/testing/setup.ts'],
        },
      },
    ],
  },
});
