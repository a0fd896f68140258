import { ActionIcon, Menu } from '@mantine/core';
import {
  IconBan,
  IconDots,
  IconExternalLink,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRotateClockwise,
  IconSkull,
} from '@tabler/icons-react';
import type { RunView } from '@/client';
import { useMay } from '@/shared/session/useMay';
import { actsOf, type RunAct } from './runActs';
import { useRunAct } from './useRunAct';

export const ACT_SIGNS: Record<RunAct, { label: string; icon: typeof IconBan }> = {
  pause: { label: 'Pause', icon: IconPlayerPause },
  resume: { label: 'Resume', icon: IconPlayerPlay },
  skip: { label: 'Skip step', icon: IconPlayerSkipForward },
  retry: { label: 'Retry', icon: IconRotateClockwise },
  cancel: { label: 'Cancel', icon: IconBan },
  kill: { label: 'Kill', icon: IconSkull },
};

/** What can be done to a run right where it is listed. */
export function RunActsMenu({ run }: { run: RunView }) {
  const { perform, isPending } = useRunAct();
  const mayAct = useMay('operator');
  const acts = mayAct ? actsOf(run.status) : [];
  if (acts.length === 0 && !run.temporalUrl) {
    return null;
  }
  return (
    <Menu position="bottom-end" shadow="md" width={200}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          loading={isPending}
          aria-label={`Actions for ${run.name}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => {
          const { label, icon: Icon } = ACT_SIGNS[act];
          return (
            <Menu.Item
              key={act}
              leftSection={<Icon size={15} stroke={1.7} />}
              color={act === 'kill' || act === 'cancel' ? 'red' : undefined}
              onClick={() => perform(run, act)}
            >
              {label}
            </Menu.Item>
          );
        })}
        {run.temporalUrl && (
          <Menu.Item
            component="a"
            href={run.temporalUrl}
            target="_blank"
            rel="noreferrer"
            leftSection={<IconExternalLink size={15} stroke={1.7} />}
          >
            Open in Temporal
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
