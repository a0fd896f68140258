import { Anchor, Text, Tooltip } from '@mantine/core';
import { Link } from 'react-router';
import type { ScheduledFire } from '@/client';
import { runPath } from '@/features/workflows/runs/runPath';
import { StatusBadge } from '@/shared/status/StatusBadge';

/** What became of one time of a schedule, with the way to its run. */
export function FireStatus({ fire }: { fire: ScheduledFire | undefined }) {
  if (!fire) {
    return (
      <Text span c="dimmed" inherit>
        –
      </Text>
    );
  }
  if (fire.outcome === 'refused') {
    return (
      <Tooltip label={fire.reason} multiline maw={360}>
        <span>
          <StatusBadge status="failed" label="Refused" />
        </span>
      </Tooltip>
    );
  }
  const badge = <StatusBadge status={fire.status ?? 'pending'} />;
  return fire.runId ? (
    <Anchor component={Link} to={runPath(fire.runId)} c="inherit" inherit>
      {badge}
    </Anchor>
  ) : (
    badge
  );
}
