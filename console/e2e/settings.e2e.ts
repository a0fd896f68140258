import { visit } from './console';
import { aBusinessFlow, aQuickFlow, unique } from './given';

it('an API key is made, shown once and revoked', async () => {
  const name = unique('Key');
  await visit('/settings/api-keys', async (page) => {
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByLabel('Name').fill(name);
    await page.getByRole('button', { name: 'Make key' }).click();
    await page.getByText('API key was made').waitFor();
    await page.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByRole('button', { name: `Revoke ${name}` }).click();
    await page.getByRole('button', { name: 'Revoke', exact: true }).last().click();
    await page
      .getByRole('row', { name: new RegExp(name) })
      .getByText('Revoked')
      .waitFor();
  });
});

it('mail to an address starts journeys, once it is routed', async () => {
  const flow = unique('Routed');
  await aBusinessFlow(flow, await aQuickFlow(unique('Route')));
  const address = `${unique('hello').replace(' ', '-')}@example.org`;
  await visit('/settings/inbound', async (page) => {
    await page.getByRole('textbox', { name: 'Address' }).fill(address);
    await page.getByRole('combobox', { name: 'Business flow' }).click();
    await page.getByRole('option', { name: flow }).click();
    await page.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Begun' }).click();
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('cell', { name: address, exact: true }).waitFor();
  });
});

it('a webhook endpoint is made and shows its secret once', async () => {
  const flow = unique('Hooked');
  const name = unique('Sign-ups');
  await aBusinessFlow(flow, await aQuickFlow(unique('Hook')));
  await visit('/settings/webhooks', async (page) => {
    await page.getByRole('button', { name: 'New endpoint' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(name);
    await dialog.getByRole('combobox', { name: 'Business flow' }).click();
    await page.getByRole('option', { name: flow }).click();
    await dialog.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Begun' }).click();
    await dialog.getByRole('button', { name: 'Make endpoint' }).click();
    await dialog.getByText(/whsec_/).waitFor();
    await dialog.getByRole('button', { name: 'Done', exact: true }).click();
    await page.getByRole('cell', { name, exact: true }).waitFor();
  });
});

it('credentials are stored, never shown, and deleted', async () => {
  const name = unique('Connection');
  await visit('/settings/connections', async (page) => {
    await page.getByRole('button', { name: 'New connection' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await dialog.getByRole('combobox', { name: 'For', exact: true }).click();
    await page.getByRole('option', { name: 'Mail server (SMTP)' }).click();
    await dialog.getByRole('textbox', { name: 'Host' }).fill('mail.example.org');
    await dialog.getByLabel('Password').first().fill('not to be seen');
    await dialog.getByRole('button', { name: 'Store' }).click();
    const row = page.getByRole('row', { name: new RegExp(name) });
    await row.waitFor();
    expect(await page.content()).not.toContain('not to be seen');
    await page.getByRole('button', { name: `Delete ${name}` }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
    await row.waitFor({ state: 'detached' });
  });
});

it('a send limit is set, changed and lifted', () =>
  visit('/settings/sending', async (page) => {
    await page.getByRole('button', { name: 'New limit' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Mailbox' }).click();
    await page.getByRole('option', { name: 'SMTP server of the setup' }).click();
    await dialog.getByRole('textbox', { name: 'Mails a day' }).fill('500');
    await dialog.getByRole('button', { name: 'Set limit' }).click();
    const row = page.getByRole('row', { name: /SMTP server of the setup/ });
    await row.getByText('500 a day').waitFor();
    await page
      .getByRole('button', { name: 'Change the limit of SMTP server of the setup' })
      .click();
    await dialog.getByRole('textbox', { name: 'Seconds apart' }).fill('30');
    await dialog.getByRole('button', { name: 'Set limit' }).click();
    await row.getByText('500 a day, 30 s apart').waitFor();
    await page.getByRole('button', { name: 'Lift the limit of SMTP server of the setup' }).click();
    await page.getByRole('button', { name: 'Lift', exact: true }).last().click();
    await row.waitFor({ state: 'detached' });
  }));

it('an address is suppressed, found and let go', async () => {
  const address = `${unique('never').replace(' ', '-')}@example.org`;
  await visit(
    '/settings/suppressions',
    async (page) => {
      await page.getByRole('button', { name: 'Add address' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Address' }).fill('nonsense');
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText('is not an e-mail address').waitFor();
      await dialog.getByRole('textbox', { name: 'Address' }).fill(address);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('textbox', { name: 'Search addresses' }).fill(address);
      await page.waitForURL(/q=never/);
      await page.getByRole('button', { name: `Remove ${address}` }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).last().click();
      await page.getByText('Nothing fits the search and filters.').waitFor();
    },
    { expects: ['422'] },
  );
});
