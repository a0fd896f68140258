import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  children: ReactNode;
  isFiltered?: boolean;
  onClear?: () => void;
  end?: ReactNode;
}

/** Search and filters above a list, its other controls at the end. */
export function Toolbar({ children, isFiltered, onClear, end }: Props) {
  return (
    <Group justify="space-between" mb="sm" gap="xs">
      <Group gap="xs">
        {children}
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
