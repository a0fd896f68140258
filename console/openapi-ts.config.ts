import { defineConfig } from '@hey-api/openapi-ts';

/** The document that the build of the API writes; another one may be named for a check of its own. */
const document =
  process.env.STITCH_OPENAPI ?? '../api/target/classes/META-INF/swagger/openapi.json';

export default defineConfig({
  input: document,
  output: { path: 'target/client', clean: true },
  plugins: [
    '@hey-api/client-fetch',
    { name: '@hey-api/typescript', enums: false },
    '@hey-api/sdk',
    { name: '@tanstack/react-query', mutationOptions: false, infiniteQueryOptions: false },
  ],
});
