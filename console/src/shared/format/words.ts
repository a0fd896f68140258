/** A word of the API as people read it: `path_completed` becomes `Path completed`. */
export function humanize(word: string): string {
  const spaced = word.replaceAll(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Who did something, as `by ada`; undefined where nobody did, but the journey went on by itself. */
export function byWhom(actor: string | null | undefined): string | undefined {
  return actor && actor !== 'journey' ? `by ${actorName(actor)}` : undefined;
}

/** What somebody who did something is called: `user:ada` is ada, `schedule:Nightly` is named with its kind. */
export const actorName = (actor: string) =>
  actor.replace(/^(user|key):/, '').replace(/^schedule:(.*)$/, 'the schedule “$1”');

/** A table of words as a list of choices. */
export const choicesOf = <T extends string>(words: Record<T, string | { label: string }>) =>
  Object.entries<string | { label: string }>(words).map(([value, word]) => ({
    value: value as T,
    label: typeof word === 'string' ? word : word.label,
  }));
