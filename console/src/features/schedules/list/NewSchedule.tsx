import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { ScheduleModal } from '../form/ScheduleModal';
import { schedulePath } from '../schedulePath';

/** Makes a schedule and opens it. */
export function NewSchedule() {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  return (
    <>
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
        New schedule
      </Button>
      <ScheduleModal
        opened={opened}
        onClose={close}
        onSaved={(schedule) => navigate(schedulePath(schedule))}
      />
    </>
  );
}
