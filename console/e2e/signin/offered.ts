import type { Page } from 'playwright-core';

/** What a page offers by name: what can be pressed, and in the menus behind it. */
export async function offered(page: Page): Promise<string[]> {
  const names = await namesOf(
    page,
    'main button, main [role="switch"], main input[type="checkbox"]',
  );
  const menus = page.locator('main [aria-haspopup="menu"]:visible');
  for (let index = 0; index < (await menus.count()); index++) {
    await menus.nth(index).click();
    await page.getByRole('menu').waitFor();
    names.push(...(await namesOf(page, '[role="menuitem"]')));
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
  }
  return [...new Set(names)];
}

/** Without heads of columns, which sort, and what is disabled or only folds and unfolds. */
const namesOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((found) =>
      found
        .filter(
          (each) =>
            (each as HTMLElement).checkVisibility() &&
            !each.matches(
              ':disabled, [aria-expanded], thead *, [role="tab"], .react-flow__controls *',
            ),
        )
        .map(
          (each) =>
            [
              each.getAttribute('aria-label'),
              (each as HTMLInputElement).labels?.[0]?.textContent,
              each.textContent,
            ]
              .find(Boolean)
              ?.trim() ?? '',
        ),
    );

/** What changes nothing, and so is offered to everybody. */
export const LOOKS: readonly RegExp[] = [
  /^(Page \d+|next page|previous page|Load|Show|Hide|Copy|Compare|Clear|Search|Close|Export)\b/,
  /^(Open in Temporal|Choose columns|As usual)$/,
  /^(All runs|Archived|Unread)\b/,
  // A run in the history of its flow.
  /(Version \d+|Draft[a-z, ]*) · /,
];
