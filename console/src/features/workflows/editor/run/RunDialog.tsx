import { ActionIcon, Group, Modal, Tooltip } from '@mantine/core';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { RunContent, type RunContentProps, titleOf } from './RunContent';

interface Props extends RunContentProps {
  onDock: () => void;
}

/** A run over the canvas. Closing it leaves the run going. */
export function RunDialog({ onDock, ...run }: Props) {
  return (
    <Modal.Root
      opened={run.direct.dialog.kind !== 'closed'}
      onClose={run.direct.close}
      size="lg"
      centered
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg">
        <Modal.Header>
          <Modal.Title>{titleOf(run)}</Modal.Title>
          <Group gap={4} ml="auto" wrap="nowrap">
            <Tooltip label="Show it beside the canvas">
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label="Show it beside the canvas"
                onClick={onDock}
              >
                <IconLayoutSidebarRight size={17} stroke={1.7} />
              </ActionIcon>
            </Tooltip>
            <Modal.CloseButton aria-label="Close" ml={0} />
          </Group>
        </Modal.Header>
        <Modal.Body>
          <RunContent {...run} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
