import { Checkbox, Group, Text } from '@mantine/core';
import type { TaskRow } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { SplitItem } from '@/shared/layout/SplitItem';
import { StatusDot } from '@/shared/status/StatusDot';
import { aboutWords, toldApart } from './taskWords';

interface Props {
  task: TaskRow;
  /** Whether it is the one that is shown. */
  chosen: boolean;
  /** Whether it is among those that are answered together. */
  ticked: boolean;
  /** Left out where tasks cannot be answered together. */
  onTick?: (isTicked: boolean) => void;
}

/** A task in the list. */
export function TaskItem({ task, chosen, ticked, onTick }: Props) {
  const about = aboutWords(task);
  return (
    <SplitItem
      name="task"
      value={task.id}
      chosen={chosen}
      leading={
        onTick && (
          <Checkbox
            size="xs"
            aria-label={`Choose ${toldApart(task)}`}
            checked={ticked}
            onChange={(event) => onTick(event.currentTarget.checked)}
          />
        )
      }
    >
      <Group gap={8} wrap="nowrap">
        <StatusDot status={task.state} />
        <Text size="sm" fw={500} truncate style={{ flex: 1 }}>
          {task.title}
        </Text>
        <Text size="xs" c="dimmed">
          <RelativeTime at={task.createdAt} />
        </Text>
      </Group>
      {about && (
        <Text size="xs" truncate mt={2}>
          {about}
        </Text>
      )}
      {task.description && (
        <Text size="xs" c="dimmed" truncate mt={2}>
          {task.description}
        </Text>
      )}
    </SplitItem>
  );
}
