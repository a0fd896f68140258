import { Alert, Button, Group, JsonInput, Select, Stack, Text } from '@mantine/core';
import { IconPinFilled, IconPinnedOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { Pin } from './pins';

interface Props {
  pin: Pin;
  /** The branches that the step can leave by. */
  branches: readonly string[];
  onChange: (pin: Pin | null) => void;
}

/** What is pinned of a step: changed, or taken off again. */
export function PinEditor({ pin, branches, onChange }: Props) {
  const [text, setText] = useState(() => JSON.stringify(pin.output, null, 2));
  const [fault, setFault] = useState<string>();
  const change = (next: string) => {
    setText(next);
    try {
      onChange({ ...pin, output: JSON.parse(next) });
      setFault(undefined);
    } catch (error) {
      setFault(`This is no JSON: ${(error as Error).message}`);
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
