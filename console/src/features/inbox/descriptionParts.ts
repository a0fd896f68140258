/** The first line of a change as git writes it. */
const DIFF = /^diff --git /m;

/** The words of a description, and the change that it ends with, if it does. */
export function descriptionParts(text: string): { prose: string; diff: string } {
  const at = text.search(DIFF);
  return at < 0
    ? { prose: text, diff: '' }
    : { prose: text.slice(0, at).trimEnd(), diff: text.slice(at).trimEnd() };
}
