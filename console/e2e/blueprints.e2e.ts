import { expectAccessible, visit } from './console';

it('the gallery shows every blueprint with its stages, and tries one with a click', () =>
  visit('/help', async (page) => {
    const gallery = page.getByRole('list', { name: 'Blueprints', exact: true });
    await gallery.getByRole('article').nth(12).waitFor();
    expect(await gallery.getByRole('article').count()).toBe(13);
    await gallery
      .getByRole('list', { name: 'Stages of Human approval' })
      .getByText('Offered')
      .waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Try it: A model writes, a model checks' }).click();
    await page.waitForURL('**/workflows/runs/*');
    await page.getByText('Completed').first().waitFor();
    await page.goBack();
    const card = page.getByRole('article', { name: 'A model writes, a model checks' });
    await card.getByText(/^Tried/).waitFor();
    await card.getByRole('link', { name: 'Open the flow' }).click();
    await page
      .getByRole('heading', { level: 1, name: 'Model: write and check an answer' })
      .waitFor();
  }));
