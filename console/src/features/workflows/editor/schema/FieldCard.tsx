import {
  ActionIcon,
  Checkbox,
  Group,
  Paper,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { choicesOf } from '@/shared/format/words';
import { FIELD_TYPES, fieldAs, hasChoices, nameOf, type SchemaField } from './schemaFields';

interface Props {
  number: number;
  field: SchemaField;
  fault: string | null;
  isFirst: boolean;
  isLast: boolean;
  onChange: (field: SchemaField) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One field of a form: what it is called, what it takes, its name in data. */
export function FieldCard({ number, field, fault, isFirst, isLast, ...on }: Props) {
  const of = `of field ${number}`;
  // A name that was made from the label follows it.
  const follows = field.name === nameOf(field.label);
  return (
    <Paper
      withBorder
      p={8}
      role="group"
      aria-label={field.label || field.name || `Field ${number}`}
    >
      <Stack gap={6}>
        <Group gap={2} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            miw={0}
            placeholder="Label"
            aria-label={`Label ${of}`}
            value={field.label}
            onChange={(event) => {
              const label = event.currentTarget.value;
              on.onChange({ ...field, label, name: follows ? nameOf(label) : field.name });
            }}
          />
          {(
            [
              ['Move up', IconArrowUp, isFirst, () => on.onMove(-1)],
              ['Move down', IconArrowDown, isLast, () => on.onMove(1)],
              ['Remove', IconTrash, false, on.onRemove],
            ] as const
          ).map(([act, Icon, disabled, onClick]) => (
            <ActionIcon
              key={act}
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={`${act} field ${number}`}
              bg={disabled ? 'transparent' : undefined}
              disabled={disabled}
              onClick={onClick}
            >
              <Icon size={14} />
            </ActionIcon>
          ))}
        </Group>
        <Group gap={6} wrap="nowrap">
          <Select
            size="xs"
            flex={1}
            miw={0}
            aria-label={`Type ${of}`}
            allowDeselect={false}
            data={choicesOf(FIELD_TYPES)}
            value={field.type}
            onChange={(type) => type && on.onChange(fieldAs(field, type))}
          />
          <Checkbox
            size="xs"
            label="Required"
            aria-label={`Field ${number} is required`}
            checked={field.isRequired}
            onChange={(event) => on.onChange({ ...field, isRequired: event.currentTarget.checked })}
          />
        </Group>
        {hasChoices(field.type) && (
          <TagsInput
            size="xs"
            placeholder="Choices"
            aria-label={`Choices ${of}`}
            splitChars={[]}
            acceptValueOnBlur
            value={[...field.choices]}
            onChange={(choices) => on.onChange({ ...field, choices })}
          />
        )}
        <TextInput
          size="xs"
          placeholder="Name in data"
          aria-label={`Name ${of}`}
          ff="monospace"
          error={fault}
          value={field.name}
          onChange={(event) => on.onChange({ ...field, name: event.currentTarget.value })}
        />
      </Stack>
    </Paper>
  );
}
