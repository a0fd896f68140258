import { Radio, Stack } from '@mantine/core';

/** A value, what it is called, and what it means. */
export type Choice<T extends string> = readonly [T, string, string];

interface Props<T extends string> {
  label: string;
  choices: readonly Choice<T>[];
  value: T;
  onChange: (value: T) => void;
}

/** One of a few things that an act may do, each with its consequence. */
export function Choices<T extends string>({ label, choices, value, onChange }: Props<T>) {
  return (
    <Radio.Group label={label} value={value} onChange={(chosen) => onChange(chosen as T)}>
      <Stack gap="xs" mt="xs">
        {choices.map(([each, name, description]) => (
          <Radio key={each} value={each} label={name} description={description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
