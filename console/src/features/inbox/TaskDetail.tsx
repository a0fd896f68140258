import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import type { JsonObject, TaskRow } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { May } from '@/shared/session/May';
import { StatusBadge } from '@/shared/status/StatusBadge';
import { GivenAnswer } from './GivenAnswer';
import { TaskAnswer } from './TaskAnswer';
import { TaskDescription } from './TaskDescription';
import type { Given } from './useAnswerTask';

interface Props {
  task: TaskRow;
  onGive: (given: Given) => void;
  filledIn: JsonObject | undefined;
}

/** A task: what is asked, by whom, and its answer or the way to give one. */
export function TaskDetail({ task, onGive, filledIn }: Props) {
  return (
    <Stack gap="md" maw={640}>
      <div>
        <Title order={2}>{task.title}</Title>
        <Group gap={14} mt={6} fz="sm" c="dimmed">
          <StatusBadge status={task.state} />
          <span>
            asked <RelativeTime at={task.createdAt} />
          </span>
          {task.dueAt && (
            <span>
              due <RelativeTime at={task.dueAt} />
            </span>
          )}
          {task.assignee && <span>for {task.assignee}</span>}
          {task.entityId && (
            <Anchor component={Link} to={`/workflows/journeys/${task.entityId}`} size="sm">
              {task.journeyName ?? 'Journey'}
            </Anchor>
          )}
          {task.personId && (
            <Anchor component={Link} to={`/contacts/${task.personId}`} size="sm">
              {task.personName ?? 'Contact'}
            </Anchor>
          )}
          {task.mailbox && (
            <Anchor component={Link} to="/settings/sending" size="sm">
              Sending settings
            </Anchor>
          )}
          {task.runId && (
            <Anchor component={Link} to={`/workflows/runs/${task.runId}`} size="sm">
              {task.runName ? `Run of ${task.runName}` : 'Run'}
            </Anchor>
          )}
          {task.stepName && <span>at {task.stepName}</span>}
        </Group>
      </div>
      {task.description && <TaskDescription text={task.description} />}
      {task.state === 'open' ? (
        <May needs="operator" otherwise={<Text size="sm">Nobody has answered yet.</Text>}>
          <TaskAnswer task={task} onGive={onGive} filledIn={filledIn} hasKeys />
        </May>
      ) : (
        <GivenAnswer task={task} />
      )}
    </Stack>
  );
}
