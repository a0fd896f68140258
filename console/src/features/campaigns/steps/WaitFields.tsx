import { SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { ExpressionInput } from '@/features/workflows/editor/config/ExpressionInput';
import { AmountField } from './AmountField';
import type { StepFieldsProps } from './StepForm';
import { DURATION_UNITS, type DurationUnit, isoDuration, simpleDuration } from './stepWords';

const UNITS = DURATION_UNITS.map((value) => ({ value, label: `${value}s` }));

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How long a step waits: a while, or until a moment. */
export function WaitFields({ config, fault, onChange }: StepFieldsProps) {
  const duration = text(config.duration);
  const simple = simpleDuration(duration);
  const [unit, setUnit] = useState<DurationUnit>(simple?.unit ?? 'day');
  const kind = 'until' in config ? 'until' : 'duration';
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label="Waits"
        style={{ justifySelf: 'start' }}
        data={[
          { value: 'duration', label: 'For a while' },
          { value: 'until', label: 'Until a moment' },
        ]}
        value={kind}
        onChange={(chosen) =>
          onChange(
            chosen === 'until'
              ? { duration: null, until: '' }
              : { duration: isoDuration(1, 'day'), until: null },
          )
        }
      />
      {kind === 'until' ? (
        <ExpressionInput
          language="template"
          label="Until"
          description="A moment such as 2026-12-01T09:00:00Z, or CEL such as now + duration('2h')."
          value={text(config.until)}
          error={fault('/until')}
          onChange={(until) => onChange({ until })}
        />
      ) : simple || duration === '' ? (
        <AmountField
          label="Waits for"
          amount={simple?.amount}
          unit={unit}
          units={UNITS}
          error={fault('/duration')}
          onChange={(amount, chosen) => {
            setUnit(chosen);
            onChange({ duration: amount ? isoDuration(Math.round(amount), chosen) : '' });
          }}
        />
      ) : (
        <ExpressionInput
          language="template"
          label="Waits for"
          description="ISO 8601: PT30M, P3D, P2W."
          value={duration}
          error={fault('/duration')}
          onChange={(value) => onChange({ duration: value })}
        />
      )}
      {fault('') && (
        <Text size="xs" c="red">
          {fault('')}
        </Text>
      )}
    </>
  );
}
