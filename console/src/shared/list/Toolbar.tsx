import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { SavedFilters } from './saved/SavedFilters';

interface Props {
  children: ReactNode;
  isFiltered?: boolean;
  onClear?: () => void;
  end?: ReactNode;
  /** What filters of the list are saved by; without it none are. */
  saved?: string | undefined;
}

/** Search and filters above a list, its other controls at the end. */
export function Toolbar({ children, isFiltered, onClear, end, saved }: Props) {
  return (
    <Group justify="space-between" mb="sm" gap="xs">
      <Group gap="xs">
        {children}
        {saved && <SavedFilters list={saved} />}
        {isFiltered && onClear && (
          <Button size="xs" variant="subtle" color="gray" onClick={onClear}>
            Clear
          </Button>
        )}
      </Group>
      {end && <Group gap="xs">{end}</Group>}
    </Group>
  );
}
