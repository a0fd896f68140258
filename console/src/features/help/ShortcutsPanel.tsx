import { Kbd, Stack, Text } from '@mantine/core';
import { Panel } from '@/shared/layout/Panel';

const SHORTCUTS: { keys: readonly string[][]; does: string }[] = [
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
  { keys: [['Tab']], does: 'The next thing; the first one skips to the content' },
  { keys: [['Esc']], does: 'Close a dialog or menu' },
];

/** What the keyboard can do. */
export function ShortcutsPanel() {
  return (
    <Panel title="Shortcuts">
      <Stack gap={8}>
        {SHORTCUTS.map(({ keys, does }) => (
          <Text key={does} size="sm" component="div">
            {keys.map((combination, index) => (
              <span key={combination.join()}>
                {index > 0 && ' or '}
                {combination.map((key) => (
                  <Kbd key={key} size="xs" mr={3}>
                    {key}
                  </Kbd>
                ))}
              </span>
            ))}{' '}
            <Text span c="dimmed" inherit>
              {does}
            </Text>
          </Text>
        ))}
      </Stack>
    </Panel>
  );
}
