import { Select } from '@mantine/core';
import { humanize } from '@/shared/format/words';

interface Props {
  label: string;
  value: string | undefined;
  options: readonly (string | { value: string; label: string })[];
  onChange: (value: string | null) => void;
  width?: number;
}

/** One filter of a list; empty means all. */
export function FilterSelect({ label, value, options, onChange, width = 148 }: Props) {
  return (
    <Select
      size="xs"
      w={width}
      aria-label={label}
      placeholder={label}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      value={value ?? null}
      data={options.map((option) =>
        typeof option === 'string' ? { value: option, label: humanize(option) } : option,
      )}
      onChange={onChange}
    />
  );
}
