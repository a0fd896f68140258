import { Box, Text } from '@mantine/core';
import type { GraphNode, StepRow } from '@/client';
import { Panel } from '@/shared/layout/Panel';
import { StepItem } from './StepItem';
import classes from './StepTimeline.module.css';

interface Props {
  node: GraphNode;
  /** What was recorded there, in its order. */
  steps: readonly StepRow[];
}

/** What is opened below the graph may be below what is in sight. */
const reveal = (panel: HTMLDivElement | null) => panel?.scrollIntoView({ block: 'nearest' });

/** What a node of a run's graph did: what went in and came out, and why it failed. */
export function NodeSteps({ node, steps }: Props) {
  const title = node.label ?? node.id;
  return (
    <Box mt="md" ref={reveal}>
      <Panel title={title}>
        {steps.length === 0 && (
          <Text size="sm" c="dimmed">
            It has not run.
          </Text>
        )}
        <ol className={classes.steps} aria-label={`Steps of ${title}`}>
          {steps.map((step) => (
            <StepItem key={step.id} step={step} node={node} startsOpen />
          ))}
        </ol>
      </Panel>
    </Box>
  );
}
