import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowRight,
  IconDeviceFloppy,
  IconLayoutGrid,
  IconPlayerPlayFilled,
  IconSparkles,
  IconUpload,
  IconUsersPlus,
} from '@tabler/icons-react';
import type { FlowKind } from '@/client';
import type { Direction } from './model/direction';
import type { EditorDocument } from './useEditorDocument';

interface Props {
  kind: FlowKind;
  editor: EditorDocument;
  isPublished: boolean;
  isSaving: boolean;
  isRunning: boolean;
  isPublishing: boolean;
  mayEdit: boolean;
  mayRun: boolean;
  /** Where the flow runs now. */
  direction: Direction;
  /** Puts the steps in order, in a direction. */
  onArrange: (direction: Direction) => void;
  onDescribe: () => void;
  onSave: () => void;
  onRun: () => void;
  onPublish: () => void;
  onSeed: () => void;
}

/** What can be done with the flow as a whole, by whoever may. */
export function Toolbar({ mayEdit, mayRun, ...props }: Props) {
  return (
    <>
      {mayEdit && <EditButtons {...props} />}
      {mayRun && props.kind === 'bmc' && (
        <Button
          size="xs"
          leftSection={<IconUsersPlus size={14} />}
          disabled={!props.isPublished}
          title={props.isPublished ? undefined : 'Publish the flow first.'}
          onClick={props.onSeed}
        >
          Start journeys
        </Button>
      )}
      {mayRun && props.kind === 'system' && (
        <Button
          size="xs"
          leftSection={<IconPlayerPlayFilled size={12} />}
          loading={props.isRunning}
          onClick={props.onRun}
        >
          Run
        </Button>
      )}
    </>
  );
}

function EditButtons({ editor, direction, ...props }: Omit<Props, 'mayEdit' | 'mayRun'>) {
  const isDown = direction === 'down';
  return (
    <>
      <Group gap={2}>
        {(
          [
            ['Undo', IconArrowBackUp, editor.undo, !editor.canUndo],
            ['Redo', IconArrowForwardUp, editor.redo, !editor.canRedo],
            ['Arrange', IconLayoutGrid, () => props.onArrange(direction), false],
            [
              isDown ? 'Lay out from left to right' : 'Lay out from top to bottom',
              isDown ? IconArrowRight : IconArrowDown,
              () => props.onArrange(isDown ? 'right' : 'down'),
              false,
            ],
            ['Describe what you want', IconSparkles, props.onDescribe, false],
          ] as const
        ).map(([label, Icon, onClick, disabled]) => (
          <Tooltip key={label} label={label}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={30}
              aria-label={label}
              onClick={onClick}
              disabled={disabled}
              bg={disabled ? 'transparent' : undefined}
            >
              <Icon size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconUpload size={14} />}
        loading={props.isPublishing}
        onClick={props.onPublish}
      >
        Publish
      </Button>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDeviceFloppy size={14} />}
        loading={props.isSaving}
        disabled={!editor.isDirty}
        onClick={props.onSave}
      >
        Save
      </Button>
    </>
  );
}
