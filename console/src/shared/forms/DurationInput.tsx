import { Group, Input, type MantineSize, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  DURATION_UNITS,
  type DurationUnit,
  durationParts,
  isoDuration,
} from '@/shared/format/isoDuration';
import { ViewSwitch } from './ViewSwitch';

interface Props {
  label: string;
  id?: string;
  description?: string | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  size?: MantineSize;
  /** ISO 8601, or empty. */
  value: string;
  onChange: (value: string) => void;
}

const UNITS = 'Units';
const ISO = 'ISO';

/** The units that people wait by; seconds show where they are given. */
const USUAL: readonly DurationUnit[] = ['days', 'hours', 'minutes'];

/** How long something takes, in days, hours and minutes or as ISO 8601. */
export function DurationInput({ value, onChange, size = 'sm', ...field }: Props) {
  const { label, id, description, error, required, disabled } = field;
  const parts = value.trim() === '' ? {} : durationParts(value);
  const [wanted, setWanted] = useState<typeof UNITS | typeof ISO>(UNITS);
  const view = parts === null ? ISO : wanted;
  const shown = DURATION_UNITS.filter((unit) => USUAL.includes(unit) || parts?.seconds);
  return (
    <ViewSwitch
      label={label}
      views={[UNITS, ISO]}
      view={view}
      blocked={parts === null ? [UNITS] : []}
      onChange={setWanted}
    >
      {view === ISO || parts === null ? (
        <TextInput
          {...field}
          size={size}
          placeholder="P3D, PT90M, P1DT12H"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <Input.Wrapper
          label={label}
          description={description}
          error={error}
          required={required}
          size={size}
          labelElement="div"
        >
          <Group gap={6} wrap="nowrap" mt={description ? 6 : 0} role="group" aria-label={label}>
            {shown.map((unit, index) => (
              <NumberInput
                key={unit}
                id={index === 0 ? id : undefined}
                size={size}
                flex={1}
                miw={0}
                aria-label={`${label}: ${unit}`}
                suffix={` ${unit === 'minutes' ? 'min' : unit}`}
                placeholder={unit}
                hideControls
                min={0}
                max={999_999}
                clampBehavior="strict"
                allowNegative={false}
                allowDecimal={false}
                disabled={disabled}
                error={error !== undefined}
                value={parts[unit] ?? ''}
                onChange={(amount) =>
                  onChange(
                    isoDuration({
                      ...parts,
                      [unit]: typeof amount === 'number' ? amount : undefined,
                    }),
                  )
                }
              />
            ))}
          </Group>
        </Input.Wrapper>
      )}
    </ViewSwitch>
  );
}
