import { useHotkeys } from '@mantine/hooks';

/** What keys write into, or choose among. */
const TAKES_KEYS =
  'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio]), [role=dialog], [role=menu], [role=listbox]';

/** Whether a key is for the page: neither typed into a field nor into a dialog above it. */
export function isForPage(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest(TAKES_KEYS));
}

/** A key, and what it does; `repeat` while it is held down. */
export type PageKey = readonly [key: string, act: (event: Pick<KeyboardEvent, 'repeat'>) => void];

/** Single keys that do something on a page. */
export function usePageKeys(keys: readonly PageKey[]) {
  useHotkeys(
    keys.map(([key, act]) => [
      key,
      (event) => {
        if (isForPage(event.target)) {
          event.preventDefault();
          act(event);
        }
      },
      { preventDefault: false },
    ]),
    [],
  );
}
