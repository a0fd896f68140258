/** How far the API counts what is looked for in its very long lists: there may be more. */
export const MOST_FOUND = 1_000;
