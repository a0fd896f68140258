import { type MantineSize, TextInput } from '@mantine/core';

interface Props {
  label: string;
  description?: string;
  size?: MantineSize;
  /** RFC 3339, or null for no moment. */
  value: string | null;
  error?: string;
  onChange: (value: string | null) => void;
}

const MINUTE = 60_000;

/** A moment by the clocks of whoever looks, which may stay empty. */
export function MomentField({ label, description, size = 'sm', value, error, onChange }: Props) {
  return (
    <TextInput
      size={size}
      type="datetime-local"
      label={label}
      description={description}
      value={value ? shown(value) : ''}
      error={error}
      onChange={(event) => {
        const moment = new Date(event.currentTarget.value);
        onChange(Number.isNaN(moment.getTime()) ? null : moment.toISOString());
      }}
    />
  );
}

/** A moment as the field takes it: local time without a zone, to the minute. */
function shown(value: string): string {
  const moment = new Date(value);
  const local = moment.getTime() - moment.getTimezoneOffset() * MINUTE;
  return new Date(local).toISOString().slice(0, 16);
}
