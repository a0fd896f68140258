import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect } from 'react';
import { useSearchParams } from 'react-router';

const OPEN = 'open';

/** The address of a page that opens one of its dialogs. */
export const withOpen = (path: string, dialog: string) => `${path}?${OPEN}=${dialog}`;

/**
 * A dialog of a page, which links and commands open by the address. The address forgets it then, so
 * that the way back leads to the page and not to the dialog.
 */
export function useAddressedDisclosure(dialog: string) {
  const [params, setParams] = useSearchParams();
  const [opened, handlers] = useDisclosure(false);
  const { open } = handlers;
  const isAsked = params.get(OPEN) === dialog;
  useEffect(() => {
    if (isAsked) {
      open();
      setParams(
        (known) => {
          const next = new URLSearchParams(known);
          next.delete(OPEN);
          return next;
        },
        { replace: true },
      );
    }
  }, [isAsked, open, setParams]);
  return [opened, handlers] as const;
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
