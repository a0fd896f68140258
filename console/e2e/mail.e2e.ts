import { createMailTemplate, getTemplate, listMails } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { aContact, aTemplate, unique } from './given';

it('mail is written beside how a contact gets it, tried out, and brought back', async () => {
  const name = unique('Reader');
  await aContact(name);
  const mark = unique('Spring');
  await visit(
    '/workflows/mail',
    async (page) => {
      await page.getByRole('link', { name: 'New mail' }).first().click();
      await page.getByRole('textbox', { name: 'Name' }).fill(mark);
      await page.getByRole('textbox', { name: 'Subject' }).fill(`${mark} for {{contact.name}}`);
      await page
        .getByRole('textbox', { name: 'HTML', exact: true })
        .fill('<h1>Dear {{contact.nme}}</h1>');

      await page.getByRole('combobox', { name: 'For' }).fill(name);
      await page.getByRole('option', { name: new RegExp(name) }).click();
      await page.getByText(`${mark} for ${name}`).waitFor();
      await page.getByText('contact.nme').last().waitFor();
      await page
        .getByRole('textbox', { name: 'HTML', exact: true })
        .fill('<h1>Dear {{contact.name}}</h1><a href="/nowhere">more</a>');
      const frame = page.frameLocator('iframe[title^="Preview of"]');
      await frame.getByRole('heading', { name: `Dear ${name}` }).waitFor();
      await page.getByText('Plain text', { exact: true }).click();
      await page.getByRole('group', { name: 'Plain text' }).filter({ hasText: '====' }).waitFor();
      await expectAccessibleInBothColours(page);
      await page.getByRole('button', { name: 'Save mail' }).click();
      await page.getByText(`${mark} is saved as version 1.`).waitFor();
      await page.waitForURL(/mail\/[0-9a-f-]{36}$/);
      await page.getByRole('heading', { name: mark }).waitFor();
      await page.getByRole('combobox', { name: 'For' }).fill(name);
      await page.getByRole('option', { name: new RegExp(name) }).click();
      await page.getByText(`${mark} for ${name}`).waitFor();

      await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hi {{nobody}}');
      await page.getByRole('button', { name: 'Save mail' }).click();
      await page
        .getByText(/there is no variable 'nobody'/)
        .first()
        .waitFor();
      await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hi {{contact.name}}');
      await page.getByRole('button', { name: 'Save mail' }).click();
      await page.getByText(`${mark} is saved as version 2.`).waitFor();
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await page.getByText('Version 1 is shown again.').waitFor();
      await page.getByRole('button', { name: 'Restore version 2' }).waitFor();

      await page.getByRole('button', { name: 'Check links' }).click();
      const links = page.getByRole('list', { name: 'Links' });
      await links.getByText('/nowhere').waitFor();
      await links.getByText('No address').waitFor();
      await page.getByText(/Nobody can unsubscribe by it/).waitFor();

      await page.getByRole('textbox', { name: 'Send a test to' }).fill('tester@example.org');
      await page
        .getByRole('textbox', { name: 'By mailbox' })
        .or(page.getByRole('combobox', { name: 'By mailbox' }))
        .fill('built-in');
      await page.getByRole('option', { name: 'built-in' }).click();
      await page.getByRole('button', { name: 'Send test' }).click();
      await page.getByRole('status').getByText('Message-ID').waitFor();
    },
    { expects: ['422'] },
  );
  const mails = await listMails({ query: { q: mark }, throwOnError: true });
  expect(mails.data.data.map(({ subject }) => subject)).toContain(`[Test] ${mark} for ${name}`);
});

it('a campaign takes its texts from saved mail, which is kept while it does', async () => {
  const mark = unique('Shared');
  const { data: mail } = await createMailTemplate({
    body: { name: mark, subject: `${mark} hello`, text: 'Hi' },
    throwOnError: true,
  });
  const templateId = await aTemplate(unique('Uses mail'), []);
  await visit(
    `/workflows/templates/${templateId}`,
    async (page) => {
      await page.getByRole('button', { name: 'Add step' }).click();
      await page.getByRole('menuitem', { name: 'Message' }).click();
      await page.getByRole('combobox', { name: 'Saved mail' }).fill(mark);
      await page.getByRole('option', { name: mark }).click();
      await page.getByRole('textbox', { name: 'Subject' }).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Save steps' }).click();
      await page.getByText('The steps are saved.').waitFor();
      await page.getByRole('link', { name: 'Open' }).click();
      await page.getByRole('heading', { name: mark }).waitFor();
      await page.getByText('template, version 1').waitFor();
      await page.getByRole('button', { name: 'Delete' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page.getByText(/is used by the template/).waitFor();
    },
    { expects: ['409'] },
  );
  const saved = await getTemplate({ path: { id: templateId }, throwOnError: true });
  expect(saved.data.steps[0]?.config).toEqual({ mailTemplate: mail.id });
});
