import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconLayoutSidebarRightCollapse,
  IconLayoutSidebarRightExpand,
} from '@tabler/icons-react';
import type { ShownPanel } from '../useEditorView';

interface Props {
  side: 'left' | 'right';
  name: string;
  panel: ShownPanel;
  className?: string | undefined;
}

const ICONS = {
  left: [IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand],
  right: [IconLayoutSidebarRightCollapse, IconLayoutSidebarRightExpand],
} as const;

/** Shows and hides a panel beside the canvas. */
export function PanelToggle({ side, name, panel, className }: Props) {
  const Icon = ICONS[side][panel.isShown ? 0 : 1];
  const label = `${panel.isShown ? 'Hide' : 'Show'} the ${name}`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size={26}
        aria-label={label}
        aria-expanded={panel.isShown}
        className={className}
        onClick={panel.toggle}
      >
        <Icon size={16} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
