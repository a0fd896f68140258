import { ThemeIcon } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import type { StepNode } from '../model/drawing';
import { lookOf } from '../model/stepIcons';
import classes from './Canvas.module.css';
import { NodeSigns } from './NodeSigns';

/** A step: what it is called, what it does, its ways out. */
export function StepNodeView({ data, selected }: NodeProps<StepNode>) {
  const { icon: Icon, color } = lookOf(data.type);
  const branches = data.branches.filter((branch) => branch !== null);
  return (
    <div
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
      {data.branches.includes(null) && (
        <Handle
          type="source"
          position={Position.Right}
          className={classes.handle}
          style={{ top: 26 }}
        />
      )}
      {branches.length > 0 && (
        <div className={classes.branches}>
          {branches.map((branch) => (
            <div key={branch} className={classes.branch}>
              {branch}
              <Handle
                type="source"
                id={branch}
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
