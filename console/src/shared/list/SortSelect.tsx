import { Select } from '@mantine/core';
import { IconArrowsSort } from '@tabler/icons-react';

interface Props {
  sort: string;
  onSort: (sort: string) => void;
  /** What can be sorted by, with its words. */
  sorts: readonly (readonly [sort: string, words: string])[];
}

/** The order of a list that has no columns to click on. */
export function SortSelect({ sort, onSort, sorts }: Props) {
  return (
    <Select
      size="xs"
      w={150}
      aria-label="Order"
      leftSection={<IconArrowsSort size={14} />}
      allowDeselect={false}
      value={sort}
      data={sorts.map(([value, label]) => ({ value, label }))}
      onChange={(chosen) => chosen && onSort(chosen)}
    />
  );
}
