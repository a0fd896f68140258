import { Badge, Button, Collapse, Group, SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight, IconPlayerTrackNext } from '@tabler/icons-react';
import type { GraphNode, StepRow } from '@/client';
import { Duration } from '@/shared/format/Duration';
import { duration } from '@/shared/format/time';
import { messageOf } from '@/shared/json/messageOf';
import { OutputView } from './OutputView';
import { requestOf } from './requestOf';
import { StepSign } from './StepSign';
import { StepSubject } from './StepSubject';
import classes from './StepTimeline.module.css';
import { StepUsage } from './StepUsage';
import { stepTitle, typeWords } from './stepWords';
import { useStepTypes } from './useStepTypes';

interface Props {
  step: StepRow;
  /** The step as its flow has it. */
  node?: GraphNode | undefined;
  /** Whether what went in and came out is seen from the start. */
  startsOpen?: boolean;
  /** Runs it again with what follows; absent where that cannot be. */
  onRunFrom?: (() => void) | undefined;
}

/** What went in: of a call that failed what was sent or, where nothing is kept, what the flow says. */
function wentIn(step: StepRow, node: GraphNode | undefined): [string, unknown][] {
  const written = step.status === 'failed' ? requestOf(node) : undefined;
  if (!written) {
    return [['Input', step.input]];
  }
  return [step.input ? ['Request', step.input] : ['Request as written', written]];
}

/** One step: its sign, type and time, and behind them what went in and came out. */
export function StepItem({ step, node, startsOpen = false, onRunFrom }: Props) {
  const type = typeWords(step.stepType, useStepTypes());
  const [opened, { toggle }] = useDisclosure(startsOpen);
  const parts = (
    [...wentIn(step, node), ['Output', step.output], ['Error', step.error]] as const
  ).filter(([, value]) => value !== null && value !== undefined);
  const title = stepTitle(step, node?.label);
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes.step}>
      <div className={classes.sign}>
        <StepSign status={step.status} />
      </div>
      <div>
        <UnstyledButton
          className={classes.head}
          onClick={toggle}
          aria-expanded={opened}
          disabled={parts.length === 0}
        >
          <Group gap={10} wrap="nowrap" style={{ minWidth: 0 }}>
            <Text size="sm" fw={500} truncate title={title}>
              {title}
            </Text>
            {type !== title && (
              <Badge variant="default" size="sm" radius="sm" tt="none" fw={500}>
                {type}
              </Badge>
            )}
            {step.attempt > 1 && (
              <Text size="xs" c="dimmed">
                attempt {step.attempt}
              </Text>
            )}
          </Group>
          <Group gap={8} wrap="nowrap">
            {step.usage && <StepUsage usage={step.usage} />}
            <Text size="xs" c="dimmed">
              {typeof step.durationMs === 'number' ? (
                duration(step.durationMs)
              ) : (
                <Duration startedAt={step.startedAt} />
              )}
            </Text>
            {parts.length > 0 && <Chevron size={14} aria-hidden />}
          </Group>
        </UnstyledButton>
        <StepSubject step={step} />
        {step.error !== null && step.error !== undefined && !opened && (
          <div className={classes.error}>{messageOf(step.error)}</div>
        )}
        <Collapse expanded={opened}>
          {onRunFrom && (
            <Button
              size="compact-xs"
              variant="default"
              mb="xs"
              leftSection={<IconPlayerTrackNext size={13} />}
              onClick={onRunFrom}
            >
              Run from here
            </Button>
          )}
          <SimpleGrid cols={{ base: 1, lg: parts.length > 1 ? 2 : 1 }} className={classes.body}>
            {parts.map(([label, value]) => (
              <div key={label}>
                <Text size="xs" c="dimmed" mb={4}>
                  {label}
                </Text>
                <OutputView label={`${label} of ${title}`} value={value} />
              </div>
            ))}
          </SimpleGrid>
        </Collapse>
      </div>
    </li>
  );
}
