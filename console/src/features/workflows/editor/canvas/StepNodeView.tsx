import { ThemeIcon } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { StepNode } from '../model/drawing';
import { lookOf } from '../model/stepIcons';
import { handleOf, wordFor } from '../model/ways';
import classes from './Canvas.module.css';
import { NodeSigns } from './NodeSigns';
import { useMeasuredHandles } from './useMeasuredHandles';

/** A step: what it is called, what it does, its ways out. */
export function StepNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const { icon: Icon, color } = lookOf(data.type);
  const measured = useMeasuredHandles(id, data.ways);
  const rows = data.ways.filter((way) => wordFor(way) !== null);
  const ordinary = data.ways.find((way) => wordFor(way) === null);
  return (
    <div
      ref={measured}
      className={classes.node}
      data-selected={selected || undefined}
      data-faulty={data.errors.length > 0 || undefined}
      data-status={data.status ?? undefined}
    >
      <Handle
        type="target"
        position={Position.Left}
        className={classes.handle}
        style={{ top: 26 }}
      />
      <div className={classes.head}>
        <ThemeIcon variant="light" color={color} size={30} radius="md">
          <Icon size={17} stroke={1.7} />
        </ThemeIcon>
        <div className={classes.words}>
          <div className={classes.label}>{data.label}</div>
          <div className={classes.title}>{data.title}</div>
        </div>
        <NodeSigns data={data} />
      </div>
      {ordinary && (
        <Handle
          type="source"
          id={handleOf(ordinary)}
          position={Position.Right}
          className={classes.handle}
          style={{ top: 26 }}
        />
      )}
      {rows.length > 0 && (
        <div className={classes.branches}>
          {rows.map((way) => (
            <div key={handleOf(way)} className={classes.branch} data-kind={way.kind}>
              <span className={classes.word}>{wordFor(way)}</span>
              <Handle
                type="source"
                id={handleOf(way)}
                position={Position.Right}
                className={classes.handle}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
