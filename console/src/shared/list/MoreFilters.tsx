import { Button, Popover, Stack } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface Props {
  /** How many of them are set. */
  count: number;
  children: ReactNode;
}

/** The filters of a list that are used now and then. */
export function MoreFilters({ count, children }: Props) {
  return (
    <Popover position="bottom-start" shadow="md" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconFilter size={14} />}
        >
          {count > 0 ? `More filters (${count})` : 'More filters'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="More filters">
        <Stack gap="xs">{children}</Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
