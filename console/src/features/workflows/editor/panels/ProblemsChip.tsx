import { Button, Popover, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { GraphFindings, GraphProblem } from '@/client';
import { plural } from '@/shared/format/number';
import { named } from '../model/findings';

interface Props {
  findings: GraphFindings | undefined;
  /** What people call the nodes. */
  nodeNames: ReadonlyMap<string, string>;
  onShow: (problem: GraphProblem) => void;
}

/** Whether the flow could be published, and what stands in the way; each leads to its place. */
export function ProblemsChip({ findings, nodeNames, onShow }: Props) {
  if (!findings) {
    return null;
  }
  const { errors, warnings } = findings;
  if (errors.length + warnings.length === 0) {
    return (
      <Button
        component="div"
        size="compact-xs"
        variant="default"
        leftSection={<IconCircleCheck size={14} color="var(--mantine-color-teal-6)" />}
        style={{ pointerEvents: 'none' }}
      >
        No problems
      </Button>
    );
  }
  const words = [
    errors.length > 0 && plural(errors.length, 'error'),
    warnings.length > 0 && plural(warnings.length, 'warning'),
  ].filter(Boolean);
  return (
    <Popover position="top-start" width={360} shadow="md">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={
            errors.length > 0 ? (
              <IconAlertCircle size={14} color="var(--mantine-color-red-6)" />
            ) : (
              <IconAlertTriangle size={14} color="var(--mantine-color-yellow-7)" />
            )
          }
        >
          {words.join(', ')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={6}>
        <ScrollArea.Autosize mah={280}>
          <Stack gap={2}>
            {[...errors, ...warnings].map((problem) => (
              <UnstyledButton
                key={`${problem.nodeId} ${problem.edgeId} ${problem.message}`}
                p={6}
                onClick={() => onShow(problem)}
              >
                <Text size="xs">{named(problem, nodeNames)}</Text>
              </UnstyledButton>
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
