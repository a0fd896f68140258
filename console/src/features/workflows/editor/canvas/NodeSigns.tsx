import { ThemeIcon, Tooltip } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconPinFilled } from '@tabler/icons-react';
import { StepSign } from '../../run/StepSign';
import type { StepNode } from '../model/drawing';
import classes from './Canvas.module.css';

/** How a node stands in the watched run, whether it is pinned, and what is wrong with it. */
export function NodeSigns({ data }: Pick<StepNode, 'data'>) {
  const faults = data.errors.length > 0 ? data.errors : data.warnings;
  const isWrong = data.errors.length > 0;
  const Icon = isWrong ? IconAlertCircle : IconAlertTriangle;
  const status = data.status === 'pending' ? null : data.status;
  if (status === null && faults.length === 0 && !data.pinned) {
    return null;
  }
  return (
    <div className={classes.signs}>
      {data.pinned && (
        <Tooltip label="Output pinned: tests do not carry it out">
          <ThemeIcon
            variant="transparent"
            color="iris"
            size={18}
            role="img"
            aria-label="Output pinned"
          >
            <IconPinFilled size={15} />
          </ThemeIcon>
        </Tooltip>
      )}
      {status && <StepSign status={status} />}
      {faults.length > 0 && (
        <Tooltip label={faults.map((fault) => <div key={fault}>{fault}</div>)} multiline maw={320}>
          <ThemeIcon
            variant="transparent"
            color={isWrong ? 'red' : 'yellow'}
            size={18}
            role="img"
            aria-label={faults.join('; ')}
          >
            <Icon size={17} />
          </ThemeIcon>
        </Tooltip>
      )}
    </div>
  );
}
