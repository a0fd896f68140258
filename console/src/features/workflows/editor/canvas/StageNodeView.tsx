import { Handle, type NodeProps, Position } from '@xyflow/react';
import { use } from 'react';
import type { StepNode } from '../model/drawing';
import { handleOf, wordFor } from '../model/ways';
import classes from './Canvas.module.css';
import { DirectionContext } from './DirectionContext';
import { NodeSigns } from './NodeSigns';
import { StageCount } from './StageCount';
import { useMeasuredHandles } from './useMeasuredHandles';

/** The sides of a stage: where ways come in, go on, time out, and where mapped flows hang. */
const SIDES = {
  right: { in: Position.Left, on: Position.Right, timeout: Position.Top, hang: Position.Bottom },
  down: { in: Position.Top, on: Position.Bottom, timeout: Position.Left, hang: Position.Right },
};

/** A stage of the spine. */
export function StageNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const sides = SIDES[use(DirectionContext)];
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
      <Handle type="target" position={sides.in} className={classes.handle} />
      <div className={classes.head} title={data.glance ?? undefined}>
        <div className={classes.words}>
          <div className={classes.label}>{data.label}</div>
          <div className={classes.title}>{data.glance ?? data.title}</div>
        </div>
        {data.standing && data.standing.live > 0 && <StageCount {...data.standing} />}
        <NodeSigns data={data} />
      </div>
      {data.ways.map((way) => (
        <Handle
          key={handleOf(way)}
          type="source"
          id={handleOf(way)}
          position={way.branch === null ? sides.on : sides.timeout}
          className={classes.handle}
          title={wordFor(way) ?? undefined}
        />
      ))}
      <Handle
        type="source"
        id="hang"
        position={sides.hang}
        className={classes.hang}
        isConnectable={false}
      />
    </div>
  );
}
