import { visit } from './console';
import { aContact, unique } from './given';

it('older addresses lead to their pages', () =>
  visit('/dashboard/workflows?view=kanban', async (page) => {
    await page.waitForURL('**/workflows?view=kanban');
    await page.getByRole('region', { name: /^Running/ }).waitFor();
  }));

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

it('colours are kept when the page is loaded again', () =>
  visit('/', async (page) => {
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Switch to light' }).waitFor();
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    await page.getByRole('button', { name: 'Switch to light' }).click();
  }));

it('addresses that are not there say so', () =>
  visit('/workflows/nothing/there', async (page) => {
    await page.getByText('There is no such page').waitFor();
  }));
