import { Text } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import type { RunView } from '@/client';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { useMay } from '@/shared/session/useMay';
import { stepsAgain } from '../runs/runActs';
import { StepItem } from './StepItem';
import classes from './StepTimeline.module.css';
import { useRunFromStep } from './useRunFromStep';
import { triedDraft, useRunNodes } from './useRunNodes';

/** The recorded steps of a run in their order. */
export function StepTimeline({ run }: { run: RunView }) {
  const steps = run.steps ?? [];
  const nodeOf = useRunNodes([run]);
  const runFrom = useRunFromStep(run);
  const mayRun = useMay('operator');
  if (steps.length === 0) {
    return (
      <EmptyState icon={IconListDetails} title="No steps yet">
        Each step shows here as soon as it begins.
      </EmptyState>
    );
  }
  return (
    <>
      {triedDraft(run) && (
        <Text size="xs" c="dimmed" mb="sm">
          The run tried a draft, which is not kept: its steps are called as the draft calls them
          now.
        </Text>
      )}
      <ol className={classes.steps} aria-label="Steps">
        {steps.map((step) => (
          <StepItem
            key={step.id}
            step={step}
            node={nodeOf(run.id, step.nodeId)}
            onRunFrom={mayRun && stepsAgain(run, step) ? () => runFrom(step) : undefined}
          />
        ))}
      </ol>
    </>
  );
}
