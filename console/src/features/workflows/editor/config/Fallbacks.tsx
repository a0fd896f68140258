import { Button, Group, Text } from '@mantine/core';
import { use } from 'react';
import { bareVariables, type Fallback, withFallback } from '../model/fallbacks';
import { VariablesContext } from './VariablesContext';

interface Props {
  template: string;
  onTake: (fallback: Fallback) => void;
}

/** Tells which values of a template may be empty, and gives them a fallback. */
export function Fallbacks({ template, onTake }: Props) {
  const { mayBeEmpty } = use(VariablesContext);
  return bareVariables(template)
    .filter(mayBeEmpty)
    .map((variable) => (
      <Group key={variable} gap={6} mt={4}>
        <Text size="xs" c="dimmed">
          {variable} may be empty.
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Give it a fallback: ${variable}`}
          onClick={() => onTake(withFallback(template, variable))}
        >
          Give it a fallback
        </Button>
      </Group>
    ));
}
