import { Progress } from '@mantine/core';
import type { RunView } from '@/client';

interface Props {
  run: RunView;
  size?: number;
}

/** Done, skipped and failed items of a run as shares of all. */
export function RunProgress({ run, size = 5 }: Props) {
  const share = (items: number) => (run.totalItems > 0 ? (items / run.totalItems) * 100 : 0);
  return (
    <Progress.Root size={size} radius="xl" aria-label={`Progress of ${run.name}`}>
      <Progress.Section
        value={share(run.successItems)}
        color="teal"
        aria-label={`${run.successItems} done`}
      />
      <Progress.Section
        value={share(run.skippedItems)}
        color="gray"
        aria-label={`${run.skippedItems} skipped`}
      />
      <Progress.Section
        value={share(run.errorItems)}
        color="red"
        aria-label={`${run.errorItems} failed`}
      />
    </Progress.Root>
  );
}
