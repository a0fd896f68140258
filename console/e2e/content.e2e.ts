import { expectAccessibleInBothColours, visit } from './console';
import { aContact, aPost, unique } from './given';

it('content is written, edited and archived', async () => {
  const title = unique('Launch');
  await visit(
    '/content',
    async (page) => {
      await page.getByRole('button', { name: 'New content' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Title').fill('x'.repeat(2000));
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText(/at most/).waitFor();
      await dialog.getByLabel('Title').fill(title);
      await dialog.getByLabel('Text').fill('We are live.\nCome and see.');
      await dialog.getByRole('button', { name: 'Save' }).click();

      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      await page.getByText('On no platform yet').waitFor();
      await page.getByRole('button', { name: 'Edit' }).click();
      await dialog.getByRole('combobox', { name: 'Status' }).click();
      await page.getByRole('option', { name: 'Published' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.locator('header').getByText('Published').waitFor();
      await page.getByRole('button', { name: 'Archive' }).click();
      await page.locator('header').getByText('Archived').waitFor();
      await page.getByRole('button', { name: 'Take back' }).waitFor();
      await expectAccessibleInBothColours(page);

      await page.goto(
        new URL(`/content?status=draft&q=${encodeURIComponent(title)}`, page.url()).href,
      );
      await page.getByText('Nothing fits the search and filters.').waitFor();
      await page.goto(new URL(`/content?q=${encodeURIComponent(title)}`, page.url()).href);
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
    },
    { expects: ['422'] },
  );
});

it('a post shows its figures, their course and who answered', async () => {
  const contact = await aContact(unique('Fan'));
  const content = await aPost(unique('Thread'), contact.id);
  await visit(`/content/${content}`, async (page) => {
    const panel = page.getByRole('region', { name: 'On X' });
    await panel.getByText('Hello from X').waitFor();
    await panel.getByText('98,765').waitFor();
    await panel.getByRole('button', { name: 'Likes 1,234', pressed: true }).waitFor();
    await panel.locator('.recharts-line').waitFor();
    await panel.getByText(/from 4 on .* to 1,234 on/).waitFor();
    await panel.getByText('Congratulations').waitFor();
    expect(await panel.getByRole('link', { name: 'Open post' }).getAttribute('href')).toBe(
      'https://x.example/status/1',
    );
    await expectAccessibleInBothColours(page);
    await panel.getByRole('link', { name: contact.name ?? '' }).click();
    await page.waitForURL(`**/contacts/${contact.id}`);
  });
});
