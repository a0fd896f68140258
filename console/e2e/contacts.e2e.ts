import { readFile } from 'node:fs/promises';
import { expectAccessible, expectAccessibleInBothColours, visit } from './console';
import { aBusinessFlow, aContact, aJourney, aQuickFlow, unique } from './given';

it('a contact is added, edited and archived', async () => {
  const name = unique('Added Person');
  await visit(
    '/contacts',
    async (page) => {
      await page.getByRole('button', { name: 'Add contact' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByLabel('Email').fill('not an address');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText(/address/i).waitFor();
      await dialog.getByLabel('Email').fill(`${name.replaceAll(' ', '.')}@example.org`);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();

      await page.getByRole('button', { name: 'Edit' }).click();
      await dialog.getByLabel('Company').fill('Acme');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Acme', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Archive' }).click();
      await page.getByRole('button', { name: 'Take back' }).waitFor();
    },
    { expects: ['422'] },
  );
});

it('a file is imported as its columns are chosen, and its bad rows are named and downloaded', async () => {
  const name = unique('Imported');
  const address = `${name.replaceAll(' ', '.')}@example.org`.toLowerCase();
  await visit('/contacts', async (page) => {
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`Mail;Kontakt;Plan\n${address};${name};gold\nnonsense;Nobody;\n`),
    });
    const columns = page.getByRole('table', { name: 'Columns of the file' });
    await columns.getByText('gold').waitFor();
    await columns.getByRole('combobox', { name: 'What Kontakt is imported as' }).click();
    await page.getByRole('option', { name: 'Name', exact: true }).click();
    await columns.getByRole('combobox', { name: 'What Mail is imported as' }).click();
    await page.getByRole('option', { name: 'Leave out' }).click();
    await page.getByText('Choose which column holds the e-mail address').waitFor();
    await expectAccessibleInBothColours(page);
    await columns.getByRole('combobox', { name: 'What Mail is imported as' }).click();
    await page.getByRole('option', { name: 'E-mail', exact: true }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('table', { name: 'Bad rows' }).getByText('Line 3').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the bad rows' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toContain('nonsense;Nobody;');
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('link', { name }).first().waitFor();
  });
});

it('the timeline of a contact tells of its journey as it goes', async () => {
  const contact = await aContact(unique('Followed Person'));
  const flow = await aBusinessFlow(unique('Followed'), await aQuickFlow(unique('Follow')));
  await visit(`/contacts/${contact.id}`, async (page) => {
    await page.getByText('Nothing has happened yet').waitFor();
    await aJourney(flow, contact);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText('Moved to Begun').waitFor();
    await timeline.getByText('Journey completed').waitFor();
    await expectAccessible(page);
  });
});
