import { Tooltip } from '@mantine/core';
import type { LiveState } from '@/shared/live/LiveStream';
import { useLiveState } from '@/shared/live/useLiveState';
import { StatusBadge } from '@/shared/status/StatusBadge';
import classes from './Shell.module.css';

const SIGNS: Record<LiveState, { status: string; label: string; meaning: string }> = {
  connecting: { status: 'pending', label: 'Connecting', meaning: 'Waiting for live events.' },
  live: { status: 'completed', label: 'Live', meaning: 'What happens shows at once.' },
  interrupted: {
    status: 'failed',
    label: 'Reconnecting',
    meaning: 'No live events now; what was missed is caught up on.',
  },
};

/** Whether what is shown is kept up to date. */
export function LiveIndicator() {
  const sign = SIGNS[useLiveState()];
  return (
    <Tooltip label={sign.meaning}>
      <span className={classes.extra} role="status">
        <StatusBadge status={sign.status} label={sign.label} />
      </span>
    </Tooltip>
  );
}
