import { Kbd, Stack, Text } from '@mantine/core';

/** Combinations of keys that do the same. */
export interface Shortcut {
  keys: readonly string[][];
  does: string;
}

/** What keys do. */
export function ShortcutList({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <Stack gap={8}>
      {shortcuts.map(({ keys, does }) => (
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
  );
}
