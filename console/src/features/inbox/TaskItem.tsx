import { Group, Text } from '@mantine/core';
import type { TaskRow } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { SplitItem } from '@/shared/layout/SplitItem';
import { StatusDot } from '@/shared/status/StatusDot';

/** A task in the list. */
export function TaskItem({ task, chosen }: { task: TaskRow; chosen: boolean }) {
  return (
    <SplitItem name="task" value={task.id} chosen={chosen}>
      <Group gap={8} wrap="nowrap">
        <StatusDot status={task.state} />
        <Text size="sm" fw={500} truncate style={{ flex: 1 }}>
          {task.title}
        </Text>
        <Text size="xs" c="dimmed">
          <RelativeTime at={task.createdAt} />
        </Text>
      </Group>
      {task.description && (
        <Text size="xs" c="dimmed" truncate mt={2}>
          {task.description}
        </Text>
      )}
    </SplitItem>
  );
}
