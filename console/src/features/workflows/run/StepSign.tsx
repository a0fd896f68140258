import { Loader, ThemeIcon } from '@mantine/core';
import { IconBan, IconCheck, IconClock, IconPlayerSkipForward, IconX } from '@tabler/icons-react';
import { toneOf } from '@/shared/status/tones';

const SIGNS: Record<string, typeof IconCheck> = {
  completed: IconCheck,
  failed: IconX,
  skipped: IconPlayerSkipForward,
  cancelled: IconBan,
};

/** How a step stands, as a sign: a spinner while it runs, then a check or a cross. */
export function StepSign({ status }: { status: string }) {
  if (status === 'running') {
    return <Loader size={20} aria-label="running" />;
  }
  const Icon = SIGNS[status] ?? IconClock;
  return (
    <ThemeIcon
      size={22}
      radius="xl"
      variant="light"
      color={toneOf(status)}
      role="img"
      aria-label={status}
    >
      <Icon size={13} stroke={2.2} />
    </ThemeIcon>
  );
}
