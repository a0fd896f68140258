import type { Locator, Page } from 'playwright-core';

/** More presses than a page has things to go to. */
const FAR = 150;

/** Goes through the page with Tab until something has the focus, as one does without a mouse. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.first().waitFor();
  for (let presses = 0; presses <= FAR; presses++) {
    const isThere = await target.evaluateAll((all) =>
      all.includes(document.activeElement as HTMLElement),
    );
    if (isThere) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${target}.`);
}

/** Goes to something with Tab and presses a key there. */
export async function pressAt(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field with Tab, which marks what is in it, and types over that. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Asks the palette of commands for something and takes its first. */
export async function command(page: Page, text: string, first: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const search = page.getByRole('textbox', { name: 'Search and commands' });
  await search.waitFor();
  await tabTo(page, search);
  await page.keyboard.type(text);
  await page.locator('[data-action][data-selected]').filter({ hasText: first }).waitFor();
  await page.keyboard.press('Enter');
  await search.waitFor({ state: 'detached' });
}
