import type { Page } from 'playwright-core';
import { createContact, listContacts } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { aContact, unique } from './given';

const tagOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

/** The figure of a run's summary. */
const figure = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt').getByText(label, { exact: true }) })
    .locator('dd');

async function hasEnded(page: Page) {
  await figure(page, 'Status').getByText('Completed').waitFor({ timeout: 60_000 });
}

it('an export of LinkedIn is read, its run shows its items, and it is undone', async () => {
  const name = unique('Export');
  const slug = tagOf(name);
  const csv = [
    'First Name,Last Name,URL,Email Address,Company,Position,Connected On',
    `Ada,${name},https://www.linkedin.com/in/${slug},,Engines,Founder,05 Mar 2024`,
    ',,,,,,',
  ].join('\n');
  await visit(
    '/settings/connections',
    async (page) => {
      await page.getByRole('button', { name: /^Upload export/ }).click();
      const dialog = page.getByRole('dialog');
      const file = page.locator('input[type=file]');
      await file.setInputFiles({
        name: 'holiday.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('no,export\n'),
      });
      await dialog.getByRole('button', { name: 'Sync', exact: true }).click();
      await dialog.locator('.mantine-InputWrapper-error').waitFor();
      await file.setInputFiles({
        name: 'Connections.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(csv),
      });
      await dialog.getByRole('button', { name: 'Sync', exact: true }).click();
      await dialog.getByRole('link', { name: 'Open the run' }).click();

      await page.waitForURL('**/workflows/runs/**');
      await hasEnded(page);
      await page.getByRole('list', { name: 'Items and pages' }).waitFor();
      await page.getByRole('tab', { name: /^Errors/ }).click();
      await page.getByText('Nothing went wrong').waitFor();
      await expectAccessibleInBothColours(page);

      const { data } = await listContacts({ query: { q: name }, throwOnError: true });
      const [contact] = data.data;
      await page.goto(new URL(`/contacts/${contact?.id}`, page.url()).href);
      const changes = page.getByRole('region', { name: 'Changes by runs' });
      await changes.getByText('Created by a sync').waitFor();
      const identities = page.getByRole('region', { name: 'Identities' });
      expect(
        await identities.getByRole('link', { name: new RegExp(slug) }).getAttribute('href'),
      ).toContain(slug);
      await expectAccessibleInBothColours(page);
      await changes.getByRole('link', { name: 'Run' }).click();
      await page.waitForURL('**/workflows/runs/**');
    },
    { expects: ['422'] },
  );
});

it('a pruning is looked at first, archives then, and is undone', async () => {
  const name = unique('Pruned');
  const { data: contact } = await createContact({
    body: { name, email: `${tagOf(name)}@example.org`, tags: [tagOf(name)] },
    throwOnError: true,
  });
  await visit(`/contacts?tag=${tagOf(name)}`, async (page) => {
    await page.getByRole('link', { name }).waitFor();
    await page.getByRole('button', { name: 'Quick actions' }).click();
    await page.getByRole('menuitem', { name: /^Prune/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('About 1 contact.').waitFor();
    await dialog.getByRole('button', { name: 'Look who that is' }).click();
    await dialog.getByText('0 of 1 contact would be archived.').waitFor();

    await dialog.getByRole('combobox', { name: 'Archive them when' }).click();
    await page.getByRole('option', { name: 'A condition of my own' }).click();
    await dialog.getByText('CEL', { exact: true }).click();
    await dialog
      .getByRole('textbox', { name: 'Expression' })
      .fill("contact.email.startsWith('pruned')");
    await dialog.getByRole('button', { name: 'Look who that is' }).click();
    await dialog.getByText('1 of 1 contact would be archived.').waitFor();
    await dialog.getByRole('list', { name: 'Who would be archived' }).getByText(name).waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Archive 1 contact' }).click();
    await dialog.getByRole('link', { name: 'Open the run' }).click();

    await page.waitForURL('**/workflows/runs/**');
    await hasEnded(page);
    await page.getByText('Archived a contact').first().waitFor();
    await page.getByRole('link', { name }).first().waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo run' }).click();
    await page.getByText('1 change taken back.').waitFor();

    await page.goto(new URL(`/contacts/${contact.id}`, page.url()).href);
    const changes = page.getByRole('region', { name: 'Changes by runs' });
    await changes.getByText('Archived by a pruning').waitFor();
    await changes.getByText('Undone').first().waitFor();
    await page.getByRole('button', { name: 'Archive' }).waitFor();
  });
});

it('contacts who are chosen are enriched, and nothing is looked for without a source', async () => {
  const contact = await aContact(unique('Enriched'));
  await visit(
    `/contacts?q=${encodeURIComponent(contact.name ?? '')}`,
    async (page) => {
      await page.getByRole('checkbox', { name: `Choose ${contact.name}` }).check();
      await page.getByRole('button', { name: 'Quick actions' }).last().click();
      await page.getByRole('menuitem', { name: /^Enrich/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('About 1 contact.').waitFor();
      await expectAccessibleInBothColours(page);
      await dialog.getByRole('checkbox', { name: 'Their website' }).uncheck();
      await dialog.getByRole('checkbox', { name: 'A web search' }).uncheck();
      expect(await dialog.getByRole('button', { name: 'Enrich 1 contact' }).isDisabled()).toBe(
        true,
      );
      await dialog.getByRole('checkbox', { name: 'Their website' }).check();
      await dialog.getByLabel('Language model').fill('no such model');
      await dialog.getByRole('button', { name: 'Enrich 1 contact' }).click();
      await dialog.locator('.mantine-InputWrapper-error').waitFor();
      await dialog.getByLabel('Language model').fill('scripted');
      await dialog.getByRole('button', { name: 'Enrich 1 contact' }).click();
      await dialog.getByRole('link', { name: 'Open the run' }).click();
      await page.waitForURL('**/workflows/runs/**');
      await figure(page, 'Type').getByText('Enrich').waitFor();
    },
    { expects: ['422'] },
  );
});

it('a search asks what to search for', async () => {
  await visit('/workflows', async (page) => {
    await page.getByRole('button', { name: 'Quick actions' }).click();
    await page.getByRole('menuitem', { name: /^Search/ }).click();
    const dialog = page.getByRole('dialog');
    const search = dialog.getByRole('button', { name: 'Search', exact: true });
    expect(await search.isDisabled()).toBe(true);
    await dialog.getByLabel('What to search for').fill('bakeries in Hamburg');
    expect(await search.isEnabled()).toBe(true);
    await dialog.getByRole('switch', { name: 'Make contacts of who is found' }).uncheck();
    await dialog.getByText('Tags of the new contacts').waitFor({ state: 'detached' });
    await expectAccessibleInBothColours(page);
  });
});
