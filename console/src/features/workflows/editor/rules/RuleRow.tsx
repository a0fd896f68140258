import {
  ActionIcon,
  Autocomplete,
  Group,
  Select,
  Stack,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { changed, faultsOf, OPERATOR_CHOICES, type RuleDraft } from './ruleDrafts';
import { OPERATORS, type Operator } from './rules';

interface Props {
  number: number;
  row: RuleDraft;
  fields: readonly string[];
  disabled: boolean;
  onChange: (row: RuleDraft) => void;
  onRemove: () => void;
}

/** One rule: a field, how it is compared, and with what. */
export function RuleRow({ number, row, fields, disabled, onChange, onRemove }: Props) {
  const { field, operator, value } = row;
  const kind = OPERATORS[operator].value;
  const faults = faultsOf(row);
  const change = (next: Parameters<typeof changed>[1]) => onChange(changed(row, next));
  const of = `of rule ${number}`;
  return (
    <Stack gap={4}>
      <Group gap={6} wrap="nowrap" align="start">
        <Autocomplete
          size="xs"
          flex={1}
          miw={0}
          aria-label={`Field ${of}`}
          placeholder="contact.company"
          data={[...fields]}
          limit={40}
          disabled={disabled}
          error={faults.field}
          value={field}
          onChange={(next) => change({ field: next })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={3}
          aria-label={`Remove rule ${number}`}
          disabled={disabled}
          onClick={onRemove}
        >
          <IconTrash size={14} />
        </ActionIcon>
      </Group>
      <Group gap={6} wrap="nowrap" align="start">
        <Select
          size="xs"
          w={kind === 'none' ? undefined : 118}
          style={{ flex: kind === 'none' ? 1 : 'none' }}
          aria-label={`Operator ${of}`}
          allowDeselect={false}
          data={OPERATOR_CHOICES}
          disabled={disabled}
          value={operator}
          onChange={(next) => next && change({ operator: next as Operator })}
        />
        {kind === 'texts' && (
          <TagsInput
            size="xs"
            flex={1}
            miw={0}
            aria-label={`Value ${of}`}
            splitChars={[]}
            acceptValueOnBlur
            disabled={disabled}
            value={typeof value === 'string' ? (value ? [value] : []) : [...value]}
            onChange={(next) => change({ value: next })}
          />
        )}
        {(kind === 'text' || kind === 'number') && (
          <TextInput
            size="xs"
            flex={1}
            miw={0}
            aria-label={`Value ${of}`}
            inputMode={kind === 'number' ? 'decimal' : undefined}
            disabled={disabled}
            error={faults.value}
            value={typeof value === 'string' ? value : value.join(', ')}
            onChange={(event) => change({ value: event.currentTarget.value })}
          />
        )}
      </Group>
    </Stack>
  );
}
