import { expectAccessible, visit } from './console';
import { aContact, aJourney, aSpine, aWaitingFlow, unique } from './given';

it('contacts are filtered, chosen and started, and those who are skipped are named with why', async () => {
  const flow = await aSpine(unique('Seeded'), await aWaitingFlow(unique('Rests')));
  const name = unique('Seeded');
  const there = await aContact(`${name} already there`);
  await aContact(`${name} new`);
  await aJourney(flow, there);
  await visit(`/workflows/flows/${flow}`, async (page) => {
    await page.getByRole('button', { name: 'Start journeys' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Search contacts' }).fill(name);
    await dialog.getByText('Everybody who fits (2 contacts)').waitFor();
    await dialog.getByLabel('Choose everybody on this page').check();
    await dialog.getByRole('combobox', { name: 'Begin at' }).click();
    await page.getByRole('option', { name: 'Won' }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Start 2 journeys' }).click();

    await dialog.getByText('1 journey accepted, 1 skipped').waitFor();
    const skipped = dialog.getByRole('table', { name: 'Skipped contacts' });
    await skipped.getByRole('link', { name: `${name} already there` }).waitFor();
    await dialog.getByRole('status').getByText('Completed').waitFor();
    await dialog.getByRole('link', { name: 'Show the journeys' }).click();
    await page.waitForURL(`**/workflows/journeys?flowId=${flow}`);
    await page.getByRole('row', { name: new RegExp(`${name} new.*Won`) }).waitFor();
  });
});
