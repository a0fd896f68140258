import { listEntities, listMails } from '@/client';
import { BASE, expectAccessible, visit } from './console';
import {
  aContact,
  aJourney,
  anAskingFlow,
  aRun,
  aSpine,
  aWritingFlow,
  journeyOf,
  unique,
} from './given';

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

it('each figure of a flow leads to as many journeys as it says', async () => {
  const flow = await aSpine(unique('Counted'), await aWritingFlow(unique('Writes'), unique('Hi')));
  const name = unique('Counted Person');
  const contact = await aContact(name);
  await aJourney(flow, contact);
  const { id: entityId } = await journeyOf(contact.id);
  await vi.waitFor(
    async () => {
      const { data } = await listMails({ query: { entityId }, throwOnError: true });
      expect(data.total).toBe(1);
    },
    { timeout: 20_000 },
  );
  await visit(`/workflows/journeys?view=funnel&flowId=${flow}&days=7`, async (page) => {
    const table = page.getByRole('table', { name: 'Funnel' });
    await table.getByRole('link', { name: /, Sent: 1$/ }).waitFor();
    const links = await table
      .getByRole('link')
      .evaluateAll((all) =>
        all.map((link) => [link.getAttribute('aria-label'), link.getAttribute('href')]),
      );
    for (const [label, href] of links) {
      const query = Object.fromEntries(new URL(href ?? '', BASE).searchParams);
      const { data } = await listEntities({ query: query as object, throwOnError: true });
      expect(label, href ?? '').toMatch(new RegExp(`: ${data.total}$`));
    }
    await table.getByRole('link', { name: /, Sent: 1$/ }).click();
    await page.getByRole('row', { name }).waitFor();
    await page.getByRole('button', { name: /^Remove the filter Came to .*, Sent$/ }).click();
    await page.waitForURL(/journeys\?flowId=[0-9a-f-]+$/);
  });
  await visit('/?days=7', async (page) => {
    const results = page.getByRole('region', { name: 'Results by stage' });
    await results
      .getByRole('link', { name: /, Replied: \d+$/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: /^Mail sent [1-9].* Last 7 days$/ }).waitFor();
    await page.getByRole('combobox', { name: 'Days' }).click();
    await page.getByRole('option', { name: 'Last 90 days' }).click();
    await page.waitForURL(/\/\?days=90$/);
    await results.getByRole('link', { name: 'All flows' }).waitFor();
    await page.getByRole('link', { name: /^Failed runs.* Last 90 days$/ }).click();
    await page.waitForURL(/status=failed&runs=all&from=[\d-]+&to=[\d-]+$/);
  });
});
