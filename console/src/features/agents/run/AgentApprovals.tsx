import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/client';
import { listTasksOptions } from '@/client/@tanstack/react-query.gen';
import { TaskAnswer } from '@/features/inbox/TaskAnswer';
import { TaskDescription } from '@/features/inbox/TaskDescription';
import { Panel } from '@/shared/layout/Panel';
import { useMay } from '@/shared/session/useMay';
import { ApprovalAnswer, isApproval } from './ApprovalAnswer';

/** What an agent asks people, answered where its run is shown. */
export function AgentApprovals({ run }: { run: Pick<RunView, 'id' | 'completedAt'> }) {
  const mayAnswer = useMay('operator');
  const tasks = useQuery({
    ...listTasksOptions({ query: { runId: run.id, state: 'open' } }),
    enabled: !run.completedAt,
  });
  if (run.completedAt) {
    return null;
  }
  return tasks.data?.data.map((task) => (
    <Panel key={task.id} title={task.title}>
      <Stack gap="sm">
        {task.description && <TaskDescription text={task.description} />}
        {mayAnswer &&
          (isApproval(task) ? <ApprovalAnswer task={task} /> : <TaskAnswer task={task} />)}
      </Stack>
    </Panel>
  ));
}
