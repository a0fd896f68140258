import { ActionIcon, Button, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { modals } from '@mantine/modals';
import {
  IconDots,
  IconHistory,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerTrackNext,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { ScheduleView } from '@/client';
import { useMay } from '@/shared/session/useMay';
import { ScheduleModal } from '../form/ScheduleModal';
import { SCHEDULES } from '../schedulePath';
import { BackfillModal } from './BackfillModal';
import { useScheduleActs } from './useScheduleActs';

/** What can be done to a schedule: the likeliest as buttons, the rest in a menu. */
export function ScheduleActions({ schedule }: { schedule: ScheduleView }) {
  const mayOperate = useMay('operator');
  const mayEdit = useMay('editor');
  const navigate = useNavigate();
  const [editing, edit] = useDisclosure(false);
  const [filling, fill] = useDisclosure(false);
  const acts = useScheduleActs(schedule, () => navigate(SCHEDULES));
  if (!mayOperate) {
    return null;
  }
  const confirmRemoval = () =>
    modals.openConfirmModal({
      title: `Delete ${schedule.name}?`,
      children: <Text size="sm">It starts nothing any more. What it has started goes on.</Text>,
      labels: { confirm: 'Delete', cancel: 'Keep' },
      confirmProps: { color: 'red' },
      onConfirm: () => acts.remove.mutate(),
    });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerTrackNext size={14} />}
        loading={acts.run.isPending}
        onClick={() => acts.run.mutate()}
      >
        Run now
      </Button>
      <Button
        size="xs"
        variant={schedule.paused ? 'filled' : 'default'}
        leftSection={schedule.paused ? <IconPlayerPlay size={14} /> : <IconPlayerPause size={14} />}
        loading={acts.pause.isPending}
        onClick={() => acts.pause.mutate()}
      >
        {schedule.paused ? 'Resume' : 'Pause'}
      </Button>
      <Menu position="bottom-end" shadow="md" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label="More actions">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {mayEdit && (
            <Menu.Item leftSection={<IconPencil size={15} stroke={1.7} />} onClick={edit.open}>
              Edit
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconHistory size={15} stroke={1.7} />} onClick={fill.open}>
            Make up for the past
          </Menu.Item>
          {mayEdit && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={15} stroke={1.7} />}
              onClick={confirmRemoval}
            >
              Delete
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ScheduleModal opened={editing} onClose={edit.close} schedule={schedule} />
      <BackfillModal opened={filling} onClose={fill.close} schedule={schedule} />
    </>
  );
}
