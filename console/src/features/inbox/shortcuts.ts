import type { Shortcut } from '@/features/help/ShortcutList';

const MOVE: Shortcut = {
  keys: [['J'], ['K']],
  does: 'In the inbox: the next task, the one before',
};

const ACTS: readonly Shortcut[] = [
  { keys: [['1'], ['2']], does: 'In the inbox: answer with the first choice, the second' },
  { keys: [['U']], does: 'In the inbox: take the last answer back, within five seconds' },
  { keys: [['X']], does: 'In the inbox: choose the task, to answer several together' },
];

const HELP: Shortcut = { keys: [['?']], does: 'In the inbox: show these keys' };

/** What the keyboard can do in the inbox, for whoever may answer and for whoever only looks. */
export const inboxShortcuts = (mayAnswer: boolean): readonly Shortcut[] => [
  MOVE,
  ...(mayAnswer ? ACTS : []),
  HELP,
];
