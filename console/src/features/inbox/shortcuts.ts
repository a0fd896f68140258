import type { Shortcut } from '@/features/help/ShortcutList';

/** What the keyboard can do in the inbox. */
export const INBOX_SHORTCUTS: readonly Shortcut[] = [
  { keys: [['J'], ['K']], does: 'In the inbox: the next task, the one before' },
  { keys: [['1'], ['2']], does: 'In the inbox: answer with the first choice, the second' },
  { keys: [['U']], does: 'In the inbox: take the last answer back, within five seconds' },
  { keys: [['X']], does: 'In the inbox: choose the task, to answer several together' },
  { keys: [['?']], does: 'In the inbox: show these keys' },
];
