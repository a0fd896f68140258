import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useAddressedDisclosure, useOpener } from '@/shared/layout/useAddressedDisclosure';
import { ScheduleModal } from '../form/ScheduleModal';
import { schedulePath } from '../schedulePath';

/** Opens what NewSchedule shows, which is on the page already. */
export function NewScheduleButton() {
  const open = useOpener('new');
  return (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
      New schedule
    </Button>
  );
}

/** Makes a schedule and opens it. */
export function NewSchedule() {
  const [opened, { close }] = useAddressedDisclosure('new');
  const navigate = useNavigate();
  return (
    <>
      <NewScheduleButton />
      <ScheduleModal
        opened={opened}
        onClose={close}
        onSaved={(schedule) => navigate(schedulePath(schedule))}
      />
    </>
  );
}
