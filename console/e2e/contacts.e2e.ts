import { readFile } from 'node:fs/promises';
import { createContact, getContact } from '@/client';
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

it('people who are known already are left as they are where that is asked', async () => {
  const known = await aContact(unique('Known Person'));
  const added = unique('Added by file');
  const rows = [
    ['email', 'name'],
    [known.email, 'Somebody else'],
    [`${added.replaceAll(' ', '.')}@example.org`, added],
  ];
  await visit('/contacts', async (page) => {
    await page.getByRole('button', { name: 'Import CSV' }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    });
    await page.getByRole('radio', { name: 'Leave them as they are' }).check();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    const outcome = page.getByRole('dialog').getByRole('status');
    await outcome.getByText('Unchanged').waitFor();
    expect(await outcome.innerText()).toMatch(
      /Created\s+1\s+Updated\s+0\s+Unchanged\s+1\s+Bad\s+0/,
    );
  });
  const { data } = await getContact({ path: { id: known.id }, throwOnError: true });
  expect(data.name).toBe(known.name);
});

it('columns are chosen, and filters saved under a name, in this browser', async () => {
  const company = unique('Filtered Ltd');
  const { data: contact } = await createContact({
    body: {
      name: unique('Filtered Person'),
      email: `${company.replaceAll(' ', '.')}@example.org`,
      company,
      phone: '+44 20 0000',
      attributes: { plan: 'pro' },
    },
    throwOnError: true,
  });
  await visit('/contacts', async (page) => {
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('textbox', { name: 'Company' }).fill(company);
    await page.waitForURL(/company=/);
    await page.getByRole('textbox', { name: 'Attribute' }).fill('plan=pro');
    await page.waitForURL(/attribute=plan%3Dpro/);
    await page.getByRole('row', { name: contact.name ?? '' }).waitFor();
    await expectAccessibleInBothColours(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Saved filters' }).click();
    await page.getByRole('textbox', { name: 'Save what is shown as' }).fill(company);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Saved filters: ${company}` }).waitFor();

    await page.getByRole('button', { name: 'Choose columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Phone' }).click();
    await page.getByRole('cell', { name: '+44 20 0000' }).waitFor();
    await page.getByRole('menuitem', { name: 'As usual' }).click();
    await page.getByRole('cell', { name: '+44 20 0000' }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.waitForURL('**/contacts');
    await page.getByRole('button', { name: 'Saved filters', exact: true }).click();
    await page.getByRole('button', { name: company, exact: true }).click();
    await page.waitForURL(/attribute=plan%3Dpro/);
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
