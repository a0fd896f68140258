import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'react-router';

const OPEN = 'open';

/** The address of a page that opens one of its dialogs. */
export const withOpen = (path: string, dialog: string) => `${path}?${OPEN}=${dialog}`;

/**
 * A dialog of a page, which links and commands open by the address. The address forgets it then, so
 * that the way back leads to the page and not to the dialog.
 */
export function useAddressedDisclosure(dialog: string) {
  const [opened, handlers] = useDisclosure(false);
  useAddressed(dialog, handlers.open);
  return [opened, handlers] as const;
}

/** The same for a dialog that opens in a way of its own, once it may. */
export function useAddressed(dialog: string, open: () => void, isReady = true) {
  const [params, setParams] = useSearchParams();
  const openIt = useEffectEvent(open);
  const isAsked = isReady && params.get(OPEN) === dialog;
  useEffect(() => {
    if (isAsked) {
      openIt();
      setParams(
        (known) => {
          const next = new URLSearchParams(known);
          next.delete(OPEN);
          return next;
        },
        { replace: true },
      );
    }
  }, [isAsked, setParams]);
}

/** Opens a dialog that another part of the page has. */
export function useOpener(dialog: string) {
  const [, setParams] = useSearchParams();
  return useCallback(
    () =>
      setParams(
        (known) => {
          const next = new URLSearchParams(known);
          next.set(OPEN, dialog);
          return next;
        },
        { replace: true },
      ),
    [dialog, setParams],
  );
}
