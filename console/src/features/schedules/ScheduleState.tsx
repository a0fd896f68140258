import { Tooltip } from '@mantine/core';
import type { ScheduleView } from '@/client';
import { StatusBadge } from '@/shared/status/StatusBadge';

/** Whether a schedule is on, and whether Temporal does what it says. */
export function ScheduleState({ schedule }: { schedule: ScheduleView }) {
  const { paused, pending, problem } = schedule;
  if (problem) {
    return (
      <Tooltip label={problem} multiline maw={360}>
        <span>
          <StatusBadge status="failed" label="Refused" />
        </span>
      </Tooltip>
    );
  }
  if (pending) {
    return (
      <Tooltip label="Temporal is told as soon as it can be reached">
        <span>
          <StatusBadge status="waiting" label={paused ? 'Being paused' : 'Pending'} />
        </span>
      </Tooltip>
    );
  }
  return <StatusBadge status={paused ? 'paused' : 'active'} label={paused ? 'Paused' : 'On'} />;
}
