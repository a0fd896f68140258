import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';

interface Props {
  step: string;
  onRun: () => void;
}

/** Runs a step again with all that follows; what came before it is taken over. */
export function RunFromHere({ step, onRun }: Props) {
  return (
    <Tooltip label="Run from here: what came before is taken over">
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`Run from ${step}`}
        onClick={onRun}
      >
        <IconPlayerTrackNext size={14} />
      </ActionIcon>
    </Tooltip>
  );
}
