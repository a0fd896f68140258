import { expectAccessible, visit } from './console';

/** Each page with something that shows only once it is there. */
const PAGES = [
  ['/', 'Dashboard'],
  ['/contacts', 'Contacts'],
  ['/workflows', 'Workflows'],
  ['/workflows?view=kanban', 'Workflows'],
  ['/workflows?view=swimlane', 'Workflows'],
  ['/workflows/flows', 'Workflows'],
  ['/workflows/journeys', 'Workflows'],
  ['/workflows/journeys?view=board', 'Workflows'],
  ['/inbox', 'Inbox'],
  ['/mailbox', 'Mailbox'],
  ['/settings', 'Settings'],
  ['/help', 'Help'],
] as const;

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each(PAGES)('%s can be used by everybody', (path, title) =>
    visit(path, async (page) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
      await expectAccessible(page);
    }),
  );
});

it.each(PAGES)('%s fits a window of 800 pixels', (path, title) =>
  visit(path, async (page) => {
    await page.setViewportSize({ width: 800, height: 700 });
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels that the page is too wide').toBeLessThanOrEqual(0);
  }),
);
