/** A word of the API as people read it: `path_completed` becomes `Path completed`. */
export function humanize(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
