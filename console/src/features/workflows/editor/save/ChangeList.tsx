import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { ElementChange } from '../model/diff';

const SIGNS: Record<ElementChange['kind'], { word: string; color: string }> = {
  added: { word: 'added', color: 'teal' },
  removed: { word: 'removed', color: 'red' },
  changed: { word: 'changed', color: 'blue' },
  moved: { word: 'moved', color: 'gray' },
};

const ELEMENTS: Record<ElementChange['element'], string> = {
  node: 'step',
  edge: 'connection',
  settings: 'settings',
};

const asText = (value: unknown) =>
  value === undefined || value === null
    ? 'nothing'
    : typeof value === 'string'
      ? value
      : JSON.stringify(value, null, 1);

/** The differences between two graphs, in words. */
export function ChangeList({ changes }: { changes: ElementChange[] }) {
  if (changes.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing differs.
      </Text>
    );
  }
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }} aria-label="Changes">
      {changes.map((change) => (
        <li key={`${change.element} ${change.id}`}>
          <Group gap={8} wrap="nowrap">
            <Badge
              variant="light"
              size="sm"
              radius="sm"
              tt="none"
              color={SIGNS[change.kind].color}
              style={{ flex: 'none' }}
            >
              {SIGNS[change.kind].word}
            </Badge>
            <Text size="sm" fw={500}>
              {change.label}
            </Text>
            <Text size="xs" c="dimmed">
              {ELEMENTS[change.element]}
            </Text>
          </Group>
          {change.fields.map(({ field, before, after }) => (
            <Stack key={field} gap={2} mt={4} ml="md">
              <Text size="xs" c="dimmed">
                {field.replace(/^data\./, '')}
              </Text>
              <Code block fz={11} c="dimmed">
                {`− ${asText(before)}`}
              </Code>
              <Code block fz={11}>{`+ ${asText(after)}`}</Code>
            </Stack>
          ))}
        </li>
      ))}
    </Stack>
  );
}
