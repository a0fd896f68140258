import { Select, TextInput } from '@mantine/core';
import { OWN_DAYS, RANGES, type ReportRange, withChoice } from './reportRange';

interface Props {
  params: URLSearchParams;
  range: ReportRange;
  onChange: (params: URLSearchParams) => void;
}

/** Which days are looked at, kept in the address. */
export function RangeFields({ params, range, onChange }: Props) {
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      size="xs"
      type="date"
      aria-label={label}
      value={range[name]}
      onChange={({ currentTarget: { value } }) => {
        // A date that is being typed is empty until it is whole.
        if (value) {
          onChange(withChoice(params, OWN_DAYS, { ...range, [name]: value }));
        }
      }}
    />
  );
  return (
    <>
      <Select
        size="xs"
        w={140}
        aria-label="Days"
        allowDeselect={false}
        data={RANGES}
        value={range.choice}
        onChange={(choice) => choice && onChange(withChoice(params, choice, range))}
      />
      {range.choice === OWN_DAYS && (
        <>
          {day('from', 'First day, in UTC')}
          {day('to', 'Last day, in UTC')}
        </>
      )}
    </>
  );
}
