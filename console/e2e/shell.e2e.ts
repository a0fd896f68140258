import { createContent, createMailTemplate, createSchedule, listRuns } from '@/client';
import { visit } from './console';
import { aContact, anAskingFlow, aQuickFlow, aRun, unique } from './given';

it.each([
  ['/dashboard', '/', 'Dashboard'],
  ['/dashboard/', '/', 'Dashboard'],
  ['/dashboard/workflows?view=kanban', '/workflows?view=kanban', 'Workflows'],
  ['/dashboard/workflows/flows?kind=bmc', '/workflows/flows?kind=bmc', 'Workflows'],
  ['/dashboard/contacts', '/contacts', 'Contacts'],
  ['/dashboard/settings/sending', '/settings/sending', 'Settings'],
])('the older address %s leads to %s', (older, path, heading) =>
  visit(older, async (page) => {
    await page.waitForURL(`**${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }),
);

it('every part is reached by keyboard alone', () =>
  visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await page.getByRole('link', { name: 'Contacts', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor();
  }));

it('the command palette finds a contact and goes there', async () => {
  const contact = await aContact(unique('Palette Person'));
  await visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search and commands' }).fill(contact.name ?? '');
    await page.getByRole('button', { name: contact.name ?? '' }).click();
    await page.waitForURL(`**/contacts/${contact.id}`);
  });
});

it('the command palette finds flows, runs and settings too', async () => {
  const name = unique('Findable flow');
  const run = await aRun(await aQuickFlow(name));
  await visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.getByRole('button', { name: 'Search' }).click();
    const search = page.getByRole('textbox', { name: 'Search and commands' });
    await search.fill(name);
    await page.getByRole('button', { name: /Completed/ }).click();
    await page.waitForURL(`**/workflows/runs/${run}`);
    await page.keyboard.press('Control+k');
    await search.fill('sending');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/settings/sending');
  });
});

it('the command palette leads to a flow with its run dialog open, and runs nothing', async () => {
  const name = unique('Testable');
  const flowId = await aQuickFlow(name);
  await visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Control+k');
    const search = page.getByRole('textbox', { name: 'Search and commands' });
    await search.fill(`test ${name}`);
    await page.getByRole('button', { name: `Test ${name}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Execute' }).waitFor();
    await page.waitForURL(new RegExp(`/workflows/flows/${flowId}$`));
    const { data } = await listRuns({ query: { flowId }, throwOnError: true });
    expect(data.total).toBe(0);
  });
});

it('the command palette finds tasks, mail templates, schedules and content', async () => {
  const name = unique('Anything');
  await aRun(await anAskingFlow(unique('Asks'), `${name} to decide`));
  const flowId = await aQuickFlow(unique('Scheduled'));
  await createMailTemplate({
    body: { name: `${name} mail`, subject: 'Hello', text: 'Hello' },
    throwOnError: true,
  });
  await createSchedule({
    body: { name: `${name} daily`, kind: 'flow', target: { flowId }, every: 'P1D', paused: true },
    throwOnError: true,
  });
  await createContent({ body: { title: `${name} post`, body: 'Hello' }, throwOnError: true });
  await visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search and commands' }).fill(name);
    for (const found of ['to decide', 'mail', 'daily', 'post']) {
      await page.getByRole('button', { name: `${name} ${found}` }).waitFor();
    }
    await page.getByRole('button', { name: `${name} to decide` }).click();
    await page.waitForURL(/\/inbox\?task=/);
    await page.getByRole('heading', { name: `${name} to decide` }).waitFor();
  });
});

it('the command palette does things and takes the first, by keyboard alone', async () => {
  const contact = await aContact(unique('Entered Person'));
  await visit('/', async (page) => {
    const search = page.getByRole('textbox', { name: 'Search and commands' });
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.keyboard.press('/');
    await search.waitFor();
    await page.keyboard.type(contact.name ?? '');
    // Before it is found.
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/contacts/${contact.id}`);
    await search.waitFor({ state: 'detached' });

    await page.keyboard.press('Control+k');
    await search.waitFor();
    await page.keyboard.type('new fl');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New flow' });
    await dialog.getByLabel('Name').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForURL('**/workflows/flows');
  });
});

it('a dialog keeps the keyboard to itself and gives it back', () =>
  visit('/settings/sending', async (page) => {
    const opener = page.getByRole('button', { name: 'New limit' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab');
      expect(await dialog.locator(':focus').count(), 'the focus is in the dialog').toBe(1);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent === 'New limit');
  }));

it('lists are kept in the address, and back leads to them again', async () => {
  const contact = await aContact(unique('Linked Person'));
  await visit(`/contacts?q=${encodeURIComponent(contact.name ?? '')}&sort=-name`, async (page) => {
    await page.getByRole('columnheader', { name: 'Name' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await page.getByRole('link', { name: contact.name ?? '' }).click();
    await page.waitForURL(`**/contacts/${contact.id}`);
    await page.goBack();
    await page.getByRole('link', { name: contact.name ?? '' }).waitFor();
  });
});

it('colours are kept when the page is loaded again', () =>
  visit('/', async (page) => {
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Switch to light' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('button', { name: 'Switch to light' }).click();
  }));

it.each(['/workflows/nothing/there', '/nope'])('%s, which is not there, says so', (address) =>
  visit(
    address,
    async (page) => {
      await page.getByText('There is no such page').waitFor();
      await page.getByRole('link', { name: 'To the dashboard', exact: true }).click();
      await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    },
    { expects: ['404 (Not Found)'] },
  ),
);
