/** Steps that can be taken back, and those that were. */
export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** What the last edit was about; the next one about the same belongs to the same step. */
  about: string | null;
  /** When it was made, in milliseconds. */
  at: number;
}

/** Milliseconds between two edits that still belong to the same step. */
const PAUSE = 1_500;

/** How many steps can be taken back. */
const DEPTH = 200;

export const begin = <T>(present: T): History<T> => ({
  past: [],
  present,
  future: [],
  about: null,
  at: 0,
});

/**
 * Makes an edit a step of its own, or part of the last one when both are about the same thing and
 * follow each other, as letters typed into one field do.
 */
export function commit<T>(
  history: History<T>,
  present: T,
  about: string | null = null,
  at = Date.now(),
): History<T> {
  if (present === history.present) {
    return history;
  }
  const continues = about !== null && about === history.about && at - history.at <= PAUSE;
  return {
    past: continues ? history.past : [...history.past, history.present].slice(-DEPTH),
    present,
    future: [],
    about,
    at,
  };
}

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  return before === undefined
    ? history
    : {
        past: history.past.slice(0, -1),
        present: before,
        future: [history.present, ...history.future],
        about: null,
        at: 0,
      };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  return next === undefined
    ? history
    : { past: [...history.past, history.present], present: next, future, about: null, at: 0 };
}
