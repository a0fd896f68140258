import type { Page } from 'playwright-core';

/**
 * Milliseconds from the moment an act is asked for until the page shows what came of it. What is
 * committed is committed in between, so this is more than the time from the commit to the page.
 *
 * @param selector what is there once the page shows it
 */
export async function untilShown(
  page: Page,
  selector: string,
  act: () => Promise<unknown>,
): Promise<number> {
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () =>
          document.querySelector(wanted) ? resolve(Date.now()) : requestAnimationFrame(look);
        look();
      }),
    selector,
  );
  const begun = Date.now();
  await act();
  return (await shown) - begun;
}
