import { getRun } from '@/client';
import { visit } from './console';
import { anAskingFlow, aRun, unique } from './given';

it('a task is answered by the form made from its schema, which is checked first', async () => {
  const title = unique('May it be sent?');
  const run = await aRun(await anAskingFlow(unique('Asking'), title));
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    await page.getByRole('link', { name: new RegExp(title.replace('?', '\\?')) }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Is required.').first().waitFor();
    await page.getByLabel('Reason').fill('It is good.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(`${title}: Approve. The run goes on.`).waitFor();
  });
  await vi.waitFor(
    async () => {
      const { data } = await getRun({ path: { id: run }, throwOnError: true });
      expect(data.nodeStates?.thank?.status).toBe('completed');
    },
    { timeout: 10_000 },
  );
});
