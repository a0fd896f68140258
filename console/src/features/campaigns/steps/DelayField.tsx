import { useState } from 'react';
import { AmountField } from './AmountField';

const UNITS = [
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
] as const;

type Unit = (typeof UNITS)[number]['value'];

const HOURS: Record<Unit, number> = { hours: 1, days: 24 };

interface Props {
  hours: number;
  isFirst: boolean;
  error?: string;
  onChange: (hours: number) => void;
}

/** How long after the step before this one comes. */
export function DelayField({ hours, isFirst, error, onChange }: Props) {
  const [unit, setUnit] = useState<Unit>(hours % HOURS.days === 0 ? 'days' : 'hours');
  return (
    <AmountField
      label={isFirst ? 'Time after enrolling' : 'Time after the step before'}
      amount={hours / HOURS[unit]}
      unit={unit}
      units={UNITS}
      error={error}
      onChange={(amount, chosen) => {
        setUnit(chosen);
        onChange((amount ?? 0) * HOURS[chosen]);
      }}
    />
  );
}
