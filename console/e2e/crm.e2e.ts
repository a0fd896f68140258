import { createTemplate, enrollContacts } from '@/client';
import { expectAccessible, visit } from './console';
import { aContact, unique } from './given';

it('an identity of a contact is added and removed', async () => {
  const contact = await aContact(unique('Known Person'));
  const handle = unique('handle').replaceAll(' ', '-');
  await visit(
    `/contacts/${contact.id}`,
    async (page) => {
      const panel = page.getByRole('region', { name: 'Identities' });
      await panel.getByText('Known by the e-mail address only').waitFor();
      await expectAccessible(page);
      await panel.getByRole('button', { name: 'Add identity' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Platform').fill('x');
      await dialog.getByLabel('Id or name there').fill('y'.repeat(501));
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await dialog.getByText(/at most 500/).waitFor();
      await dialog.getByLabel('Id or name there').fill(handle);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await panel.getByText(handle).waitFor();
      await panel.getByRole('button', { name: `Remove ${handle}` }).click();
      await panel.getByText('Known by the e-mail address only').waitFor();
    },
    { expects: ['422'] },
  );
});

it('a step that a person has to do is a task, and an engagement of the contact', async () => {
  const contact = await aContact(unique('Engaged Person'));
  const { data: template } = await createTemplate({
    body: {
      name: unique('Engagement'),
      templateType: 'engagement',
      platform: 'linkedin',
      status: 'active',
      steps: [{ stepType: 'follow' }],
    },
    throwOnError: true,
  });
  await enrollContacts({
    path: { id: template.id },
    body: { contactIds: [contact.id] },
    throwOnError: true,
  });
  await visit(`/contacts/${contact.id}`, async (page) => {
    const panel = page.getByRole('region', { name: 'Engagements' });
    await panel.getByText('Follow on LinkedIn').waitFor();
    await panel.getByText('Waiting').waitFor();

    await page.goto(new URL('/inbox/tasks', page.url()).href);
    const title = `Follow ${contact.name} on LinkedIn`;
    await page.getByRole('button', { name: `Done: ${title}` }).click();
    await page.getByRole('button', { name: `Done: ${title}` }).waitFor({ state: 'detached' });
    await expectAccessible(page);

    await page.goto(new URL(`/contacts/${contact.id}`, page.url()).href);
    await panel.getByText('Done', { exact: true }).waitFor();
  });
});
