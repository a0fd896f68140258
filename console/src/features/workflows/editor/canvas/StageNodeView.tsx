import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { StepNode } from '../model/drawing';
import { handleOf, wordFor } from '../model/ways';
import classes from './Canvas.module.css';
import { NodeSigns } from './NodeSigns';
import { StageCount } from './StageCount';
import { useMeasuredHandles } from './useMeasuredHandles';

/** A stage of the spine. */
export function StageNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const measured = useMeasuredHandles(id, data.ways);
  return (
    <div
      ref={measured}
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
      {data.ways.map((way) => (
        <Handle
          key={handleOf(way)}
          type="source"
          id={handleOf(way)}
          position={way.branch === null ? Position.Right : Position.Top}
          className={classes.handle}
          title={wordFor(way) ?? undefined}
        />
      ))}
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
