/** A word of the API as people read it: `path_completed` becomes `Path completed`. */
export function humanize(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A table of words as a list of choices. */
export const choicesOf = <T extends string>(words: Record<T, string | { label: string }>) =>
  Object.entries<string | { label: string }>(words).map(([value, word]) => ({
    value: value as T,
    label: typeof word === 'string' ? word : word.label,
  }));
