import { Progress } from '@mantine/core';
import type { RunCounts } from './runCounts';

interface Props {
  label: string;
  counts: RunCounts;
  size?: number;
}

/** What was done, skipped and failed, as shares of all. */
export function RunProgress({ label, counts, size = 5 }: Props) {
  const sections = [
    { items: counts.success, color: 'teal', what: 'done' },
    { items: counts.skipped, color: 'teal.2', what: 'skipped' },
    { items: counts.errors, color: 'red', what: 'failed' },
  ];
  return (
    <Progress.Root size={size} radius="xl" role="group" aria-label={label}>
      {sections.map(({ items, color, what }) => (
        <Progress.Section
          key={what}
          value={counts.total > 0 ? (items / counts.total) * 100 : 0}
          color={color}
          aria-label={`${items} ${what}`}
        />
      ))}
    </Progress.Root>
  );
}
