import { INBOX_SHORTCUTS } from '@/features/inbox/shortcuts';
import { Panel } from '@/shared/layout/Panel';
import { type Shortcut, ShortcutList } from './ShortcutList';

const SHORTCUTS: readonly Shortcut[] = [
  { keys: [['⌘', 'K'], ['Ctrl', 'K'], ['/']], does: 'Search and commands' },
  { keys: [['Ctrl', 'S']], does: 'On the canvas: save the flow' },
  {
    keys: [
      ['Ctrl', 'Z'],
      ['Ctrl', 'Shift', 'Z'],
    ],
    does: 'On the canvas: undo, redo',
  },
  {
    keys: [
      ['Ctrl', 'D'],
      ['Ctrl', 'A'],
    ],
    does: 'On the canvas: duplicate, select all',
  },
  { keys: [['Delete']], does: 'On the canvas: remove what is selected' },
  ...INBOX_SHORTCUTS,
  { keys: [['Tab']], does: 'The next thing; the first one skips to the content' },
  { keys: [['Esc']], does: 'Close a dialog or menu' },
];

/** What the keyboard can do. */
export function ShortcutsPanel() {
  return (
    <Panel title="Shortcuts">
      <ShortcutList shortcuts={SHORTCUTS} />
    </Panel>
  );
}
