import { Select } from '@mantine/core';
import { formatCount } from '@/shared/format/number';
import type { StageChoice } from '../../journeys/useStages';

interface Props {
  stages: readonly StageChoice[];
  value: string | null;
  onChange: (stage: string | null) => void;
}

/** Where the journeys begin. */
export function StageSelect({ stages, value, onChange }: Props) {
  return (
    <Select
      size="xs"
      w={240}
      label="Begin at"
      placeholder="The first stage"
      clearable
      clearButtonProps={{ 'aria-label': 'Clear stage' }}
      comboboxProps={{ position: 'top-start' }}
      data={stages.map(({ value: id, label, live }) => ({
        value: id,
        label: live > 0 ? `${label} (${formatCount(live)})` : label,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}
