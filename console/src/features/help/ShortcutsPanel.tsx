import { inboxShortcuts } from '@/features/inbox/shortcuts';
import { Panel } from '@/shared/layout/Panel';
import { useMay } from '@/shared/session/useMay';
import { type Shortcut, ShortcutList } from './ShortcutList';

const FIND: Shortcut = {
  keys: [['⌘', 'K'], ['Ctrl', 'K'], ['/']],
  does: 'Search and commands',
};

const ON_CANVAS: readonly Shortcut[] = [
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
];

const ANYWHERE: readonly Shortcut[] = [
  { keys: [['Tab']], does: 'The next thing; the first one skips to the content' },
  { keys: [['Esc']], does: 'Close a dialog or menu' },
];

/** What the keyboard can do. */
export function ShortcutsPanel() {
  const mayEdit = useMay('editor');
  const mayAnswer = useMay('operator');
  const shortcuts = [
    FIND,
    ...(mayEdit ? ON_CANVAS : []),
    ...inboxShortcuts(mayAnswer),
    ...ANYWHERE,
  ];
  return (
    <Panel title="Shortcuts">
      <ShortcutList shortcuts={shortcuts} />
    </Panel>
  );
}
