type LineKind = 'context' | 'added' | 'deleted' | 'hunk' | 'note';

/** One line of a patch as it is shown; numbers count from 1 in the old and in the new file. */
export interface PatchLine {
  kind: LineKind;
  text: string;
  before?: number;
  after?: number;
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Of what stands above the first hunk, only this is not told by the file's head already. */
const MODE = /^(old|new|new file|deleted file) mode \d+$/;

const NO_NEWLINE = '\\';

/**
 * The lines of what git prints for one file, which may be cut anywhere. A hunk says how many lines
 * belong to it: only so is a deleted line `-- a` told from the header `--- a`.
 */
export function linesOf(patch: string): PatchLine[] {
  const lines: PatchLine[] = [];
  let before = 0;
  let after = 0;
  let beforeLeft = 0;
  let afterLeft = 0;
  for (const text of patch.split('\n')) {
    const inHunk = beforeLeft > 0 || afterLeft > 0;
    const hunk = inHunk ? null : HUNK.exec(text);
    if (hunk) {
      before = Number(hunk[1]);
      beforeLeft = Number(hunk[2] ?? 1);
      after = Number(hunk[3]);
      afterLeft = Number(hunk[4] ?? 1);
      lines.push({ kind: 'hunk', text });
    } else if (text.startsWith(NO_NEWLINE) || (!inHunk && MODE.test(text))) {
      lines.push({ kind: 'note', text });
    } else if (inHunk && text.startsWith('+')) {
      lines.push({ kind: 'added', text, after: after++ });
      afterLeft--;
    } else if (inHunk && text.startsWith('-')) {
      lines.push({ kind: 'deleted', text, before: before++ });
      beforeLeft--;
    } else if (inHunk && text.startsWith(' ')) {
      lines.push({ kind: 'context', text, before: before++, after: after++ });
      beforeLeft--;
      afterLeft--;
    }
  }
  return lines;
}

/** Characters that turn the direction of a text, so that code reads otherwise than it runs. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text of somebody else's repository with what would hide in it spelled out. */
export const unmasked = (text: string) =>
  text.replace(
    TURNING,
    (mark) => `[U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
