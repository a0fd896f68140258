import { Alert, Button, Group, JsonInput, Select, Stack, Text } from '@mantine/core';
import { IconPinFilled, IconPinnedOff } from '@tabler/icons-react';
import { useState } from 'react';
import { same } from '../model/document';
import type { Pin } from './pins';

interface Props {
  pin: Pin;
  /** The branches that the step can leave by. */
  branches: readonly string[];
  onChange: (pin: Pin | null) => void;
}

const textOf = (output: unknown) => JSON.stringify(output, null, 2);

function read(text: string): { output?: unknown; fault?: string } {
  try {
    return { output: JSON.parse(text) };
  } catch (error) {
    return { fault: `This is no JSON: ${(error as Error).message}` };
  }
}

/** What is pinned of a step: changed, or taken off again. */
export function PinEditor({ pin, branches, onChange }: Props) {
  // What is typed may be no JSON yet; it gives way once the pin is changed elsewhere, as by undo.
  const [typed, setTyped] = useState({ text: textOf(pin.output), output: pin.output });
  const text = same(typed.output, pin.output) ? typed.text : textOf(pin.output);
  const { fault } = read(text);
  const change = (next: string) => {
    const { output = pin.output, fault: wrong } = read(next);
    setTyped({ text: next, output });
    if (wrong === undefined) {
      onChange({ ...pin, output });
    }
  };
  return (
    <Stack gap="xs">
      <Alert color="iris" icon={<IconPinFilled size={16} />} p="xs">
        <Text size="xs">Tests give this output and do not carry the step out.</Text>
      </Alert>
      <JsonInput
        size="xs"
        label="Pinned output"
        autosize
        minRows={2}
        maxRows={14}
        spellCheck={false}
        error={fault}
        value={text}
        onChange={change}
      />
      {branches.length > 0 && (
        <Select
          size="xs"
          label="Leaves by"
          placeholder="The ordinary way"
          data={branches}
          value={pin.branch}
          onChange={(branch) => onChange({ ...pin, branch })}
          clearable
        />
      )}
      <Group>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconPinnedOff size={13} />}
          onClick={() => onChange(null)}
        >
          Unpin
        </Button>
      </Group>
    </Stack>
  );
}
