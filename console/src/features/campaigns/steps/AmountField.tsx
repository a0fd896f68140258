import { Group, Input, NumberInput, Select } from '@mantine/core';

interface Props<U extends string> {
  label: string;
  amount: number | undefined;
  unit: U;
  units: readonly { value: U; label: string }[];
  error?: string;
  onChange: (amount: number | undefined, unit: U) => void;
}

/** An amount of time with its unit. */
export function AmountField<U extends string>(props: Props<U>) {
  const { label, amount, unit, units, error, onChange } = props;
  return (
    <Input.Wrapper size="xs" label={label} labelElement="div" error={error}>
      <Group gap={6} wrap="nowrap">
        <NumberInput
          size="xs"
          w={100}
          aria-label={label}
          min={0}
          allowNegative={false}
          decimalScale={2}
          value={amount ?? ''}
          error={error !== undefined}
          onChange={(value) => onChange(typeof value === 'number' ? value : undefined, unit)}
        />
        <Select
          size="xs"
          w={110}
          aria-label={`${label}: unit`}
          allowDeselect={false}
          data={units}
          value={unit}
          onChange={(chosen) => chosen && onChange(amount, chosen)}
        />
      </Group>
    </Input.Wrapper>
  );
}
