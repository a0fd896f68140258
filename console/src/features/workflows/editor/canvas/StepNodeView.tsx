import { ThemeIcon } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { use } from 'react';
import { areBelow, type StepNode } from '../model/drawing';
import { lookOf } from '../model/stepIcons';
import { handleOf, wordFor } from '../model/ways';
import classes from './Canvas.module.css';
import { DirectionContext } from './DirectionContext';
import { NodeSigns } from './NodeSigns';
import { useMeasuredHandles } from './useMeasuredHandles';

/** A step: what it is called, what it is set to do, its ways out. */
export function StepNodeView({ id, data, selected }: NodeProps<StepNode>) {
  const direction = use(DirectionContext);
  const { icon: Icon, color } = lookOf(data.type);
  const measured = useMeasuredHandles(id, data.ways);
  const isDown = direction === 'down';
  const isBelow = areBelow(data.ways, direction);
  // Side by side below the node, all ways are; else the ordinary one is beside its name.
  const rows = isBelow ? data.ways : data.ways.filter((way) => wordFor(way) !== null);
  const ordinary = isBelow ? undefined : data.ways.find((way) => wordFor(way) === null);
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
        position={isDown ? Position.Top : Position.Left}
        className={classes.handle}
        style={isDown ? undefined : { top: 26 }}
      />
      <div className={classes.head} title={data.glance ?? undefined}>
        <ThemeIcon variant="light" color={color} size={30} radius="md" className={classes.icon}>
          <Icon size={17} stroke={1.7} />
        </ThemeIcon>
        <div className={classes.words}>
          <div className={classes.label}>{data.label}</div>
          <div className={classes.title}>{data.glance ?? data.title}</div>
        </div>
        <NodeSigns data={data} />
      </div>
      {ordinary && (
        <Handle
          type="source"
          id={handleOf(ordinary)}
          position={isDown ? Position.Bottom : Position.Right}
          className={classes.handle}
          style={isDown ? undefined : { top: 26 }}
        />
      )}
      {rows.length > 0 && (
        <div className={classes.branches} data-below={isBelow || undefined}>
          {rows.map((way) => (
            <div key={handleOf(way)} className={classes.branch} data-kind={way.kind}>
              <span className={classes.word}>{wordFor(way) ?? 'then'}</span>
              <Handle
                type="source"
                id={handleOf(way)}
                position={isBelow ? Position.Bottom : Position.Right}
                className={classes.handle}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
