import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconExclamationMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ApiError } from '@/shared/api/ApiError';

const CLOSE = { 'aria-label': 'Close' };

/** Says that an act was done. */
export function notifyDone(message: ReactNode) {
  notifications.show({
    message,
    color: 'teal',
    icon: <IconCheck size={16} />,
    closeButtonProps: CLOSE,
  });
}

/** Milliseconds that an act can be taken back where nothing waits for it. */
const UNDOABLE = 8000;

/**
 * Says that an act was done, and takes it back if one is asked to.
 *
 * @return takes the offer away
 */
export function notifyUndoable(message: ReactNode, undo: () => void, autoClose = UNDOABLE) {
  const id = notifications.show({
    message: (
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <span>{message}</span>
        <Button
          size="compact-xs"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    color: 'teal',
    icon: <IconCheck size={16} />,
    autoClose,
    closeButtonProps: CLOSE,
  });
  return () => notifications.hide(id);
}

/** Says that an act was refused, and why. */
export function notifyFailure(error: unknown) {
  notifications.show({
    title: 'That did not work',
    message: error instanceof Error ? error.message : String(error),
    color: 'red',
    icon: <IconExclamationMark size={16} />,
    autoClose: 8000,
    closeButtonProps: CLOSE,
  });
}

/** For forms that show at each field what is wrong with it: says the rest, which no field shows. */
export const FIELDS_SHOW_FAULTS = {
  onError: (failure: unknown) => {
    if (!(failure instanceof ApiError) || !failure.problem.errors?.length) {
      notifyFailure(failure);
    }
  },
  meta: { showsItsFailure: true },
} as const;
