import { visit } from './console';
import { anAskingFlow, aRun, unique } from './given';

it('what happens shows on the open dashboard without a reload', async () => {
  const name = unique('Asked');
  const title = unique('Is it so?');
  const flow = await anAskingFlow(name, title);
  await visit('/', async (page) => {
    await page.getByRole('status').getByText('Live').waitFor();
    const run = await aRun(flow);
    const line = page.getByRole('region', { name: 'Lately' }).getByRole('link', { name });
    await line.waitFor();
    await line.click();
    await page.waitForURL(`**/workflows/runs/${run}`);
  });
});

it('each figure leads to what it counts', () =>
  visit('/', async (page) => {
    await page.getByRole('link', { name: /^Blocked journeys/ }).click();
    await page.waitForURL('**/workflows/journeys?status=blocked');
    await page.goBack();
    await page.getByRole('link', { name: /^Open tasks/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
  }));
