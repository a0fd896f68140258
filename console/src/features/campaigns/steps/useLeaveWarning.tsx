import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';

/** Asks before a page is left on which something is not saved. */
export function useLeaveWarning(isChanged: boolean) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state === 'blocked') {
      modals.openConfirmModal({
        title: 'Leave without saving?',
        children: <Text size="sm">What you changed here is lost.</Text>,
        labels: { confirm: 'Leave', cancel: 'Stay' },
        confirmProps: { color: 'red' },
        onConfirm: blocker.proceed,
        onCancel: blocker.reset,
      });
    }
  }, [blocker]);
}
