import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import type { FieldProps } from '@rjsf/utils';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ExpressionInput } from './ExpressionInput';

type Entry = [key: string, value: string];

const entriesOf = (value: unknown): Entry[] =>
  Object.entries((value ?? {}) as Record<string, unknown>).map(([key, part]) => [
    key,
    typeof part === 'string' ? part : JSON.stringify(part),
  ]);

const objectOf = (entries: readonly Entry[]) =>
  Object.fromEntries(entries.filter(([key]) => key !== ''));

/** An object of free names, each with an expression or template. */
export function MapField({ schema, formData, onChange, fieldPathId, name, rawErrors }: FieldProps) {
  const { additionalProperties } = schema;
  const format = typeof additionalProperties === 'object' ? additionalProperties.format : undefined;
  const language = format === 'cel' ? 'cel' : 'template';
  // Rows without a name yet are not part of the value.
  const [draft, setDraft] = useState<Entry[]>(() => entriesOf(formData));
  const isOurs =
    JSON.stringify(objectOf(draft)) === JSON.stringify(Object.fromEntries(entriesOf(formData)));
  const entries = isOurs ? draft : entriesOf(formData);

  const change = (next: Entry[]) => {
    setDraft(next);
    onChange(objectOf(next), fieldPathId.path);
  };
  const replace = (index: number, entry: Entry) =>
    change(entries.map((known, at) => (at === index ? entry : known)));

  return (
    <Input.Wrapper
      label={schema.title ?? name}
      description={schema.description}
      error={rawErrors?.join(' ')}
      size="xs"
      labelElement="div"
    >
      <Stack gap={6} mt={6}>
        {entries.map(([key, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names change while they are typed
          <Group key={index} gap={6} wrap="nowrap" align="start">
            <TextInput
              size="xs"
              w={104}
              style={{ flex: 'none' }}
              placeholder="name"
              aria-label={`Name ${index + 1}`}
              value={key}
              onChange={(event) => replace(index, [event.currentTarget.value, value])}
            />
            <div style={{ flex: 1, minWidth: 0 }}>
              <ExpressionInput
                language={language}
                label={undefined}
                id={`${fieldPathId.$id}-${index}`}
                ariaLabel={`Value of ${key || index + 1}`}
                value={value}
                onChange={(text) => replace(index, [key, text])}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={3}
              aria-label={`Remove ${key || 'the row'}`}
              onClick={() => change(entries.filter((_, at) => at !== index))}
            >
              <IconTrash size={14} />
            </ActionIcon>
          </Group>
        ))}
        <div>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} />}
            onClick={() => setDraft([...entries, ['', '']])}
          >
            Add
          </Button>
        </div>
      </Stack>
    </Input.Wrapper>
  );
}
