import type { Page } from 'playwright-core';
import { listBulkOperations, listEntities, updateContact } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { aContact, aJourney, aSpine, aWaitingFlow, contacts, journeyOf, unique } from './given';

const aFlowToSeed = async (name: string) =>
  aSpine(unique(name), await aWaitingFlow(unique('Rests')));

/** Events arrive; beside a canvas the navigation has no room to say so. */
const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });

/** Opens the dialog and looks for contacts. */
async function search(page: Page, name: string) {
  await page.getByRole('button', { name: 'Start journeys' }).click();
  const dialog = page.getByRole('dialog', { name: /^Start journeys/ });
  await dialog.getByRole('textbox', { name: 'Search contacts' }).fill(name);
  return dialog;
}

it('who would be skipped and why shows before anybody starts, and again with what came of it', async () => {
  const flow = await aFlowToSeed('Seeded');
  const name = unique('Seeded');
  const there = await aContact(`${name} already there`);
  const gone = await aContact(`${name} gone`);
  await aContact(`${name} new`);
  await aJourney(flow, there);
  const journey = await journeyOf(there.id);
  await updateContact({ path: { id: gone.id }, body: { status: 'archived' }, throwOnError: true });
  await visit(`/workflows/flows/${flow}`, async (page) => {
    const dialog = await search(page, name);
    await dialog.getByRole('button', { name: 'Select all 3 that match' }).waitFor();
    await dialog.getByLabel('Choose everybody on this page').check();
    const forecast = dialog.getByRole('status', { name: 'Forecast' });
    await forecast
      .getByText('1 will start, 2 will be skipped: 1 already in journey, 1 archived')
      .waitFor();
    await forecast.getByRole('button', { name: 'Show them' }).click();
    const skipped = dialog.getByRole('table', { name: 'Skipped contacts' });
    await skipped.getByRole('row', { name: `${name} gone Archived` }).waitFor();
    const standing = skipped.getByRole('row', { name: `${name} already there` });
    expect(
      await standing.getByRole('link', { name: 'Already in journey' }).getAttribute('href'),
    ).toBe(`/workflows/journeys/${journey.id}`);
    await dialog.getByRole('combobox', { name: 'Begin at' }).click();
    await page.getByRole('option', { name: 'Won' }).click();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Start 1 journey', exact: true }).click();

    await dialog.getByText('1 journey accepted, 1 started, 2 skipped').waitFor();
    await skipped.getByRole('link', { name: `${name} already there` }).waitFor();
    await dialog.getByRole('status', { name: 'Seeding' }).getByText('Completed').waitFor();
    await dialog
      .getByRole('region', { name: 'Newest journeys' })
      .getByRole('link', { name: new RegExp(`${name} new.*Won`) })
      .waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('link', { name: 'Show the board' }).click();
    await page.waitForURL(`**/workflows/journeys?view=board&flowId=${flow}`);
    await page.getByRole('region', { name: 'Won: 1' }).waitFor();
  });
});

it('all that match are started, however many pages they are on', async () => {
  const flow = await aFlowToSeed('All');
  const name = unique('Many');
  await contacts(60, name);
  await visit(`/workflows/flows/${flow}`, async (page) => {
    const dialog = await search(page, name);
    await dialog.getByRole('button', { name: 'Select all 60 that match' }).click();
    await dialog.getByText('All 60 contacts that match are chosen').waitFor();
    await dialog.getByRole('button', { name: 'Start 60 journeys' }).waitFor();
    // One fewer is no longer all: the others of the page stay chosen.
    await dialog.getByLabel(`Choose ${name} 0059`).uncheck();
    await dialog.getByText('24 contacts chosen').waitFor();
    await dialog.getByRole('button', { name: 'Next page' }).click();
    await dialog.getByLabel(`Choose ${name} 0030`).check();
    await dialog.getByText('25 contacts chosen').waitFor();
    await dialog.getByRole('button', { name: 'Select all 60 that match' }).click();
    await dialog.getByRole('button', { name: 'Start 60 journeys' }).click();
    await dialog.getByText('60 journeys accepted, 60 started').waitFor();
  });
  const { data } = await listEntities({ query: { flowId: flow }, throwOnError: true });
  expect(data.total).toBe(60);
});

it('whom a file names is chosen once it is imported', async () => {
  const flow = await aFlowToSeed('Imported');
  const name = unique('Filed');
  const known = await aContact(`${name} known`);
  await visit(`/workflows/flows/${flow}`, async (page) => {
    await page.getByRole('button', { name: 'Start journeys' }).click();
    const dialog = page.getByRole('dialog', { name: /^Start journeys/ });
    await dialog.getByRole('button', { name: 'Import CSV' }).click();
    const reading = page.getByRole('dialog', { name: 'Import contacts' });
    await page.locator('input[type=file]').setInputFiles({
      name: 'people.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `email,name\n${unique('filed').replace(' ', '.')}@example.org,${name} new\n${known.email},${name} known\n`,
      ),
    });
    await reading.getByRole('button', { name: 'Import', exact: true }).click();
    await reading.getByText('Created').waitFor();
    await page.keyboard.press('Escape');
    await reading.waitFor({ state: 'detached' });
    await dialog.getByText('2 contacts chosen').waitFor();
    await dialog.getByRole('checkbox', { name: `Choose ${name} new`, checked: true }).waitFor();
    await dialog.getByRole('button', { name: 'Start 2 journeys' }).waitFor();
  });
});

it('a seeding is paused, resumed and cancelled while it goes on, and asked about first', async () => {
  const flow = await aFlowToSeed('Steered');
  const name = unique('Lots');
  await contacts(600, name);
  await visit(`/workflows/flows/${flow}`, async (page) => {
    const dialog = await search(page, name);
    await dialog.getByRole('button', { name: 'Select all 600 that match' }).click();
    await dialog.getByRole('combobox', { name: 'Begin at' }).click();
    await page.getByRole('option', { name: 'Won' }).click();
    await dialog.getByRole('button', { name: 'Start 600 journeys' }).click();
    const state = dialog.getByRole('status', { name: 'Seeding' });
    await dialog.getByRole('button', { name: 'Pause' }).click();
    await state.getByText('Paused').waitFor();

    // It goes on, and can be steered, also when nobody looks at the dialog.
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const beside = page.getByRole('region', { name: 'Journeys of the flow' });
    const going = beside.getByRole('status', { name: 'Seeding in progress' });
    await going.getByText('Paused').waitFor();
    await beside.getByRole('button', { name: 'Resume' }).click();
    await going.getByText('Running').waitFor();
    await beside.getByRole('button', { name: 'Cancel', exact: true }).click();
    await beside.getByText(/journeys not begun yet will be cancelled/).waitFor();
    await expectAccessibleInBothColours(page);
    await beside.getByRole('button', { name: 'Cancel seeding' }).click();
    await going.waitFor({ state: 'detached' });
  });
  const { data } = await listBulkOperations({ query: { flowId: flow }, throwOnError: true });
  expect(data.data.map(({ status }) => status)).toEqual(['cancelled']);
});

it('one read of the entities serves the canvas, the list beside it and the dialog', async () => {
  const flow = await aFlowToSeed('Read once');
  const name = unique('Read');
  const [first = ''] = await contacts(2, name);
  await aJourney(flow, { id: first });
  await journeyOf(first);
  await visit('/help', async (page) => {
    // What happens to the journeys of others would be read too; here nothing happens.
    await page.route('**/api/events*', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: ': quiet\n\n' }),
    );
    const reads: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/api\/(entities|flows\/[^/]+\/(entities|stages))/.test(pathname)) {
        reads.push(pathname);
      }
    });
    await page.goto(new URL(`/workflows/flows/${flow}`, page.url()).href);
    await page.getByRole('img', { name: '1 journey here' }).waitFor();
    const list = page.getByRole('region', { name: 'Journeys of the flow' });
    await list.getByRole('link', { name: `${name} 0000` }).waitFor();

    const dialog = await search(page, name);
    // Who is there already is known by the same read, and so is how many stand in each stage.
    await dialog.getByRole('row', { name: new RegExp(`${name} 0000.*Begun`) }).waitFor();
    await dialog.getByRole('combobox', { name: 'Begin at' }).click();
    await page.getByRole('option', { name: 'Begun (1)' }).waitFor();
    expect(reads).toEqual([`/api/flows/${flow}/entities`]);
  });
});

it('the list beside the canvas follows what happens, and shows the stage that is selected', async () => {
  const flow = await aFlowToSeed('Beside');
  const [one = '', two = ''] = await contacts(2, unique('Beside'));
  await aJourney(flow, { id: one });
  const journey = await journeyOf(one);
  await visit(`/workflows/flows/${flow}`, async (page) => {
    const list = page.getByRole('region', { name: 'Journeys of the flow' });
    await list.getByRole('link').filter({ hasText: 'Begun' }).waitFor();
    await live(page);
    await aJourney(flow, { id: two });
    await page.getByRole('img', { name: '2 journeys here' }).waitFor();
    // That a step of theirs waits is told by no event of their own.
    await list.getByText('Waiting').nth(1).waitFor();
    await expectAccessibleInBothColours(page);

    await page.locator('.react-flow__node').filter({ hasText: 'Won' }).click();
    await list.getByText('In Won').waitFor();
    await list.getByText('Nobody here').waitFor();
    await list.getByRole('button', { name: 'Show every stage' }).click();
    await list.getByRole('link', { name: journey.contact.name ?? '' }).click();
    await page.waitForURL(`**/workflows/journeys/${journey.id}`);
  });
});
