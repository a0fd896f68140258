import { Text } from '@mantine/core';
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { use } from 'react';
import { DirectionContext } from '../editor/canvas/DirectionContext';
import classes from './RunGraph.module.css';
import { StepSign } from './StepSign';

export type RunNode = Node<{ label: string; type: string; status: string }, 'step'>;

/** A step of the graph with how it stands. */
export function RunGraphNode({ data, selected }: NodeProps<RunNode>) {
  const isDown = use(DirectionContext) === 'down';
  return (
    <div className={classes.node} data-selected={selected || undefined}>
      <Handle
        type="target"
        position={isDown ? Position.Top : Position.Left}
        isConnectable={false}
      />
      <StepSign status={data.status} />
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} truncate>
          {data.label}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {data.type}
        </Text>
      </div>
      <Handle
        type="source"
        position={isDown ? Position.Bottom : Position.Right}
        isConnectable={false}
      />
    </div>
  );
}
