import { visit } from './console';

it('a mailbox is paused with its reason, and sends again', () =>
  visit('/settings/sending', async (page) => {
    const section = page.getByRole('region', { name: 'Paused mailboxes' });
    await section.getByRole('button', { name: 'Pause a mailbox' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Mailbox' }).click();
    await page.getByRole('option', { name: 'SMTP server of the setup' }).click();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('moving house');
    await dialog.getByRole('button', { name: 'Pause', exact: true }).click();
    const row = section.getByRole('row', { name: /SMTP server of the setup/ });
    await row.getByText('moving house').waitFor();
    await section.getByRole('button', { name: 'Resume SMTP server of the setup' }).click();
    await page.getByRole('button', { name: 'Resume', exact: true }).last().click();
    await section.getByText('No mailbox is paused.').waitFor();
  }));

it('limits of people and quiet hours are set, kept and lifted', async () => {
  await visit('/settings/sending', async (page) => {
    const form = page.getByRole('form', { name: 'Limits of people' });
    await form.getByRole('button', { name: 'Add a limit' }).click();
    await form.getByRole('textbox', { name: 'Mails at most, limit 1' }).fill('40');
    await form.getByLabel('Quiet from').fill('23:55');
    await form.getByLabel('Quiet until').fill('23:57');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The limits of people hold from now on.').waitFor();
  });
  await visit('/settings/sending', async (page) => {
    const form = page.getByRole('form', { name: 'Limits of people' });
    const most = form.getByRole('textbox', { name: 'Mails at most, limit 1' });
    await most.waitFor();
    expect(await most.inputValue()).toBe('40');
    expect(await form.getByLabel('Quiet from').inputValue()).toBe('23:55');
    await form.getByRole('button', { name: 'Remove limit 1' }).click();
    await form.getByLabel('Quiet from').fill('');
    await form.getByLabel('Quiet until').fill('');
    await form.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The limits of people hold from now on.').waitFor();
  });
});
