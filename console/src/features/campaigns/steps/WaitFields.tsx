import { SegmentedControl, Text } from '@mantine/core';
import { ExpressionInput } from '@/features/workflows/editor/config/ExpressionInput';
import { DurationInput } from '@/shared/forms/DurationInput';
import type { StepFieldsProps } from './StepForm';

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** How long a step waits: a while, or until a moment. */
export function WaitFields({ config, fault, onChange }: StepFieldsProps) {
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
            chosen === 'until' ? { duration: null, until: '' } : { duration: 'P1D', until: null },
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
      ) : (
        <DurationInput
          size="xs"
          label="Waits for"
          value={text(config.duration)}
          error={fault('/duration')}
          onChange={(duration) => onChange({ duration })}
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
