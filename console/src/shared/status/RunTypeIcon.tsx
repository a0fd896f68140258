import { ThemeIcon, Tooltip } from '@mantine/core';
import type { WorkflowType } from '@/client';
import { RUN_TYPES } from './runTypes';

interface Props {
  type: WorkflowType;
  size?: number;
}

/** The sign of a type of run. */
export function RunTypeIcon({ type, size = 26 }: Props) {
  const { label, icon: Icon, color } = RUN_TYPES[type];
  return (
    <Tooltip label={label}>
      <ThemeIcon
        variant="light"
        color={color}
        size={size}
        radius="sm"
        role="img"
        aria-label={label}
      >
        <Icon size={size * 0.6} stroke={1.7} />
      </ThemeIcon>
    </Tooltip>
  );
}
