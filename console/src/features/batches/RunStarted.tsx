import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { runPath } from '@/features/workflows/runs/runPath';

interface Props {
  runId: string;
  onClose: () => void;
  children: ReactNode;
}

/** Says in a dialog that a run has begun, and leads to it. */
export function RunStarted({ runId, onClose, children }: Props) {
  return (
    <Stack>
      <Alert color="teal" variant="light" icon={<IconCheck size={18} />} role="status">
        {children}
      </Alert>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button component={Link} to={runPath(runId)} onClick={onClose} data-autofocus>
          Open the run
        </Button>
      </Group>
    </Stack>
  );
}
