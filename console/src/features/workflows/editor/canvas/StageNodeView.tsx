import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { StepNode } from '../model/drawing';
import classes from './Canvas.module.css';
import { NodeSigns } from './NodeSigns';
import { StageCount } from './StageCount';

/** A stage of the spine. */
export function StageNodeView({ data, selected }: NodeProps<StepNode>) {
  return (
    <div
      className={classes.stage}
      data-selected={selected || undefined}
      data-faulty={data.errors.length > 0 || undefined}
      data-status={data.status ?? undefined}
      data-lit={(data.standing && data.standing.live > 0) || undefined}
    >
      <Handle type="target" position={Position.Left} className={classes.handle} />
      <div className={classes.head}>
        <div className={classes.words}>
          <div className={classes.label}>{data.label}</div>
          <div className={classes.title}>{data.title}</div>
        </div>
        {data.standing && data.standing.live > 0 && <StageCount {...data.standing} />}
        <NodeSigns data={data} />
      </div>
      <Handle type="source" position={Position.Right} className={classes.handle} />
      {data.branches.includes('timeout') && (
        <Handle
          type="source"
          id="timeout"
          position={Position.Top}
          className={classes.handle}
          title="when its deadline passes"
        />
      )}
      <Handle
        type="source"
        id="hang"
        position={Position.Bottom}
        className={classes.hang}
        isConnectable={false}
      />
    </div>
  );
}
