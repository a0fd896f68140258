import { notifications } from '@mantine/notifications';
import { IconCheck, IconExclamationMark } from '@tabler/icons-react';
import type { ReactNode } from 'react';

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
