import { ActionIcon, CloseButton, Text, Tooltip } from '@mantine/core';
import { IconAppWindow } from '@tabler/icons-react';
import classes from '../FlowEditor.module.css';
import { RunContent, type RunContentProps, titleOf } from './RunContent';

interface Props extends RunContentProps {
  onUndock: () => void;
}

/** A run beside the canvas, whose steps light up as it goes. Closing it leaves the run going. */
export function RunDock({ onUndock, ...run }: Props) {
  const title = titleOf(run);
  return (
    <aside className={classes.dock} aria-label={title}>
      <div className={classes.dockHead}>
        <Text size="sm" fw={600} truncate flex={1}>
          {title}
        </Text>
        <Tooltip label="Show it over the canvas">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Show it over the canvas"
            onClick={onUndock}
          >
            <IconAppWindow size={17} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
        <CloseButton aria-label="Close the run" onClick={run.direct.close} />
      </div>
      <div className={classes.content}>
        <RunContent {...run} />
      </div>
    </aside>
  );
}
