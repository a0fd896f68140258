import { writeFileSync } from 'node:fs';
import { getLocalStack, listEntities } from '@/client';
import { expectAccessible, visit } from '../console';

/** Where the seconds that things took are left for whoever runs this. */
const TIMES = process.env.STITCH_TIMES;

it('where nothing is yet, every page leads to what can be tried', async () => {
  for (const path of ['/', '/workflows/flows', '/workflows/journeys']) {
    await visit(path, async (page) => {
      await page.getByRole('link', { name: 'Try a blueprint' }).first().waitFor();
    });
  }
});

it('a blueprint is tried: stages light up, mail comes and is answered, a wait is skipped', () =>
  visit('/', async (page) => {
    const begun = Date.now();
    await page.getByRole('button', { name: 'First five minutes 0 of 5 done' }).waitFor();
    await page
      .getByRole('region', { name: 'Journeys by stage' })
      .getByRole('link', { name: 'Try a blueprint' })
      .click();
    await page.getByRole('button', { name: 'Try it: Welcome drip' }).click();

    await page.waitForURL('**/workflows/flows/*');
    await page.getByText('Welcome drip: 5 journeys began.').waitFor();
    await page.getByRole('img', { name: '5 journeys here' }).waitFor();
    expect(await page.locator('[data-lit]').count()).toBe(1);
    await page.getByRole('img', { name: '5 new mails' }).waitFor();
    const lit = Date.now();

    await page.getByRole('link', { name: /^Mailbox/ }).click();
    await page.getByRole('link', { name: /Welcome, Hana Sato/ }).click();
    await page.getByLabel('Reply as hana.sato@example.com').fill('I would like to look around.');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByRole('link', { name: /Thank you, Hana Sato/ }).waitFor();

    await page.getByRole('button', { name: 'First five minutes 3 of 5 done' }).click();
    await page.getByRole('link', { name: 'Skip a wait' }).click();
    // The mailbox, which shows until this page is there, has links to mails for Ivo Marek.
    await page.waitForURL('**/workflows/journeys**');
    await page.getByRole('link', { name: 'Ivo Marek', exact: true }).click();
    await page
      .getByRole('listitem')
      .filter({ hasText: 'A timer at Three days' })
      .getByRole('button', { name: 'Skip the wait' })
      .click();
    await page.getByRole('dialog').getByLabel('Three days').waitFor();
    await page.getByRole('button', { name: 'Skip step' }).click();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Journey completed').waitFor();
    const completed = Date.now();

    await page.getByRole('link', { name: /^Mailbox/ }).click();
    await page.getByRole('link', { name: /Three things worth trying, Ivo Marek/ }).waitFor();
    await page.getByRole('button', { name: 'First five minutes 4 of 5 done' }).waitFor();
    if (TIMES) {
      writeFileSync(TIMES, JSON.stringify({ lit: lit - begun, completed: completed - begun }));
    }
  }));

it('the worker is stopped, another takes over, and a journey under way ends', () =>
  visit('/help#worker', async (page) => {
    const before = (await getLocalStack({ throwOnError: true })).data.worker;
    const panel = page.getByRole('region', { name: 'Stop the worker' });
    await panel.getByRole('button', { name: 'Stop the worker' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop the worker' }).click();

    await panel.getByText(`Worker ${before?.pid} is gone`).waitFor({ timeout: 60_000 });
    await panel.getByText(/Worker \d+ takes over/).waitFor({ timeout: 60_000 });
    await panel.getByText(/The journey goes on with/).waitFor({ timeout: 60_000 });
    await panel
      .getByText(/The journey is completed: \d mails sent, none twice/)
      .waitFor({ timeout: 90_000 });
    await expectAccessible(page);

    const after = (await getLocalStack({ throwOnError: true })).data.worker;
    expect(after?.pid).not.toBe(before?.pid);
    expect(after?.restarts).toBe(1);
    const journeys = await listEntities({ query: { status: 'completed' }, throwOnError: true });
    expect(journeys.data.total).toBeGreaterThan(1);
    await page.getByRole('region', { name: 'First five minutes' }).getByText('5 of 5').waitFor();
    await page.getByRole('button', { name: 'Dismiss the guide' }).click();
    await page.getByRole('button', { name: 'Show the first five minutes' }).waitFor();
  }));
