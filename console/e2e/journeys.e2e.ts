import { listEntities, moveEntity, pauseEntity } from '@/client';
import { expectAccessible, visit } from './console';
import { aContact, aFlow, aJourney, anAskingFlow, aSpine, aWaitingFlow, unique } from './given';

/** Starts somebody on a flow; answers the address of the journey. */
async function aJourneyPath(flow: string, name: string): Promise<string> {
  const contact = await aContact(name);
  await aJourney(flow, contact);
  return vi.waitFor(async () => {
    const { data } = await listEntities({
      query: { contactId: contact.id },
      throwOnError: true,
    });
    expect(data.total).toBe(1);
    return `/workflows/journeys/${data.data[0]?.id}`;
  });
}

it('a journey is paused, resumed, skipped, moved and cancelled from its page', async () => {
  const flow = await aSpine(unique('Steered'), await aWaitingFlow(unique('Rests')));
  const name = unique('Steered Person');
  await visit(await aJourneyPath(flow, name), async (page) => {
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const spine = page.getByRole('list', { name: 'Spine' });
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const dialog = page.getByRole('dialog');
    const here = spine.locator('[aria-current=step]');
    await page.getByText('A timer at Rest').waitFor();
    await here.getByText('Begun').waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await dialog.getByLabel('Let timers elapse').check();
    await dialog.getByRole('button', { name: 'Pause journey' }).click();
    await page.getByText(`${name} is paused at Begun now.`).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await dialog.getByLabel('Continue').check();
    await dialog.getByRole('button', { name: 'Resume journey' }).click();
    await timeline.getByText('Resumed').waitFor();

    await page.getByRole('button', { name: 'Move' }).click();
    await dialog.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Won' }).click();
    await dialog.getByRole('button', { name: 'Move journey' }).click();
    await here.getByText('Won').waitFor();
    await timeline.getByText('Moved to Won').waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByLabel('Reason').fill('Not interested');
    await dialog.getByRole('button', { name: 'Cancel journey' }).click();
    await timeline.getByText('Journey cancelled').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });
});

it('a step that waits is skipped, and the journey goes on by itself', async () => {
  const flow = await aSpine(unique('Skipped'), await aWaitingFlow(unique('Rests')));
  await visit(await aJourneyPath(flow, unique('Skipped Person')), async (page) => {
    await page.getByText('A timer at Rest').waitFor();
    await page.getByRole('button', { name: 'Skip' }).click();
    await page.getByRole('button', { name: 'Skip step' }).click();
    await page
      .getByRole('list', { name: 'Spine' })
      .locator('[aria-current=step]')
      .getByText('Won')
      .waitFor();
  });
});

it('a failed path blocks the journey, which says why, and is retried', async () => {
  const failing = await aFlow('system', unique('Fails'), {
    nodes: [
      {
        id: 'divide',
        type: 'set',
        label: 'Divide',
        position: { x: 0, y: 0 },
        data: { values: { a: '1 / 0' } },
      },
    ],
    edges: [],
  });
  const flow = await aSpine(unique('Blocked'), failing);
  await visit(await aJourneyPath(flow, unique('Blocked Person')), async (page) => {
    await page.getByRole('alert').getByText('Blocked at Divide').waitFor();
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByLabel('From the start').check();
    await page.getByRole('button', { name: 'Retry journey' }).click();
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('Retried', { exact: true })
      .waitFor();
  });
});

it('an act that does not fit any more is refused, and the dialog says why', async () => {
  const flow = await aSpine(unique('Refused'), await anAskingFlow(unique('Asks'), unique('So?')));
  await visit(
    await aJourneyPath(flow, unique('Refused Person')),
    async (page) => {
      await page.getByRole('button', { name: 'Pause' }).click();
      // Somebody else pauses it while the dialog is open.
      const { pathname } = new URL(page.url());
      await pauseEntity({ path: { id: pathname.split('/').at(-1) ?? '' }, throwOnError: true });
      await page.getByRole('button', { name: 'Pause journey' }).click();
      await page.getByRole('dialog').getByText('That was refused').waitFor();
      await page
        .getByRole('dialog')
        .getByText(/already paused/i)
        .waitFor();
    },
    { expects: ['409'] },
  );
});

it('the list is filtered by flow, stage and status in the address, and follows what happens', async () => {
  const flow = await aSpine(unique('Listed'), await aWaitingFlow(unique('Rests')));
  const name = unique('Listed Person');
  await visit(`/workflows/journeys?flowId=${flow}&uxNodeId=begun`, async (page) => {
    await page.getByText('Nothing fits the search and filters.').waitFor();
    await page.getByRole('status').getByText('Live').waitFor();
    const path = await aJourneyPath(flow, name);
    await page.getByRole('link', { name }).waitFor();
    await page.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Won' }).click();
    await page.getByText('Nothing fits the search and filters.').waitFor();
    await page.goBack();
    await page.getByRole('link', { name }).click();
    await page.waitForURL(`**${path}`);
  });
});

it('the board shows who stands in which stage, and moves them as they move', async () => {
  const flow = await aSpine(unique('Boarded'), await aWaitingFlow(unique('Rests')));
  const name = unique('Boarded Person');
  const path = await aJourneyPath(flow, name);
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, async (page) => {
    await page.getByRole('status').getByText('Live').waitFor();
    const column = (stage: RegExp) => page.getByRole('region', { name: stage });
    await column(/^Begun: 1/)
      .getByRole('link', { name })
      .waitFor();
    await expectAccessible(page);
    await moveEntity({
      path: { id: path.split('/').at(-1) ?? '' },
      body: { uxNodeId: 'won' },
      throwOnError: true,
    });
    await column(/^Won: 1/)
      .getByRole('link', { name })
      .click();
    await page.waitForURL(`**${path}`);
  });
});
