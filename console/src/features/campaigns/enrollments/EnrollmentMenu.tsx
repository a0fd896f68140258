import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconExternalLink,
  IconPlayerPause,
  IconPlayerPlay,
  IconTimeline,
  IconUserMinus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { EnrollmentView } from '@/client';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { runPath } from '@/features/workflows/runs/runPath';
import { useMay } from '@/shared/session/useMay';
import { actsOf, type EnrollmentAct } from './enrollmentWords';
import { enrollee, useEnrollmentAct } from './useEnrollmentAct';

const SIGNS: Record<EnrollmentAct, { label: string; icon: typeof IconDots }> = {
  pause: { label: 'Pause', icon: IconPlayerPause },
  resume: { label: 'Resume', icon: IconPlayerPlay },
  remove: { label: 'Remove', icon: IconUserMinus },
};

/** What can be done to an enrollment, and where to see more of it. */
export function EnrollmentMenu({ enrollment }: { enrollment: EnrollmentView }) {
  const { perform, isPending } = useEnrollmentAct();
  const mayOperate = useMay('operator');
  const acts = mayOperate ? actsOf(enrollment.status) : [];
  const { workflowRunId } = enrollment;
  const [isOpen, setOpen] = useState(false);
  const run = useQuery({
    ...getRunOptions({ path: { id: workflowRunId ?? '' } }),
    enabled: isOpen && workflowRunId != null,
  }).data;
  if (acts.length === 0 && !workflowRunId) {
    return null;
  }
  return (
    <Menu position="bottom-end" shadow="md" width={200} opened={isOpen} onChange={setOpen}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          loading={isPending}
          aria-label={`Actions for ${enrollee(enrollment)}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {workflowRunId && (
          <Menu.Item
            component={Link}
            to={runPath(workflowRunId)}
            leftSection={<IconTimeline size={15} stroke={1.7} />}
          >
            Show the run
          </Menu.Item>
        )}
        {run?.temporalUrl && (
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
        {acts.map((act) => {
          const { label, icon: Icon } = SIGNS[act];
          return (
            <Menu.Item
              key={act}
              color={act === 'remove' ? 'red' : undefined}
              leftSection={<Icon size={15} stroke={1.7} />}
              onClick={() => perform(enrollment, act)}
            >
              {label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
