import { ActionIcon } from '@mantine/core';
import { IconArrowsShuffle, IconExternalLink } from '@tabler/icons-react';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { use } from 'react';
import { Link } from 'react-router';
import type { MappedNode } from '../model/drawing';
import classes from './Canvas.module.css';
import { DirectionContext } from './DirectionContext';

/** A system flow that runs at the stage that it hangs from. */
export function MappedNodeView({ data, selected }: NodeProps<MappedNode>) {
  const isDown = use(DirectionContext) === 'down';
  return (
    <div className={classes.mapped} data-selected={selected || undefined}>
      <Handle
        type="target"
        position={isDown ? Position.Left : Position.Top}
        className={classes.hang}
        isConnectable={false}
      />
      <IconArrowsShuffle size={15} stroke={1.7} aria-hidden style={{ flex: 'none' }} />
      <span className={classes.label} style={{ flex: 1, fontSize: 12, fontWeight: 500 }}>
        {data.name}
      </span>
      <ActionIcon
        component={Link}
        to={`/workflows/flows/${data.systemFlowId}`}
        variant="subtle"
        color="gray"
        size="sm"
        className="nodrag"
        aria-label={`Open ${data.name}`}
      >
        <IconExternalLink size={14} />
      </ActionIcon>
    </div>
  );
}
