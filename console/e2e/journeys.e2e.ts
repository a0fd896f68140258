import {
  cancelEntity,
  listMails,
  moveEntity,
  pauseEntity,
  putUxMappings,
  replyToMail,
  runFlow,
} from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { eventually } from './eventually';
import {
  aContact,
  aFlow,
  aJourney,
  anAskingFlow,
  aQuickFlow,
  aSpine,
  aWaitingFlow,
  aWritingFlow,
  contacts,
  journeyOf,
  publishAgain,
  unique,
} from './given';
import { percentile } from './measure/frames';
import { untilShown } from './measure/latency';

/** Starts somebody on a flow; answers the address of the journey. */
async function aJourneyPath(flow: string, name: string): Promise<string> {
  const contact = await aContact(name);
  await aJourney(flow, contact);
  return `/workflows/journeys/${(await journeyOf(contact.id)).id}`;
}

/** A step that fails, and one that does not. */
const divide = (by: number) => ({
  nodes: [
    {
      id: 'divide',
      type: 'set',
      label: 'Divide',
      position: { x: 0, y: 0 },
      data: { values: { a: `1 / ${by}` } },
    },
  ],
  edges: [],
});

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
    await expectAccessibleInBothColours(page);

    await page.getByRole('button', { name: 'Cancel' }).click();
    await dialog.getByLabel('Reason').fill('Not interested');
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Cancel journey' }).click();
    await timeline.getByText('Journey cancelled').waitFor();
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
  });
});

it('a flow that was mapped since somebody came is started for them from the page of their journey', async () => {
  const flow = await aSpine(unique('Grown'), await aWaitingFlow(unique('Rests')));
  const name = unique('Early Person');
  const path = await aJourneyPath(flow, name);
  const helps = unique('Offers help');
  await putUxMappings({
    path: { bmcFlowId: flow },
    body: { uxNodeId: 'begun', systemFlowId: await aQuickFlow(helps), position: 0 },
    throwOnError: true,
  });
  await visit(path, async (page) => {
    await page.getByRole('button', { name: `Start ${helps} for ${name}` }).click();
    const dialog = page.getByRole('dialog', { name: `Start “${helps}” for ${name}?` });
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Start flow' }).click();
    await page.getByText(`${name} begins “${helps}” in its turn.`).waitFor();
    await page.getByRole('region', { name: 'Runs' }).getByText(helps).waitFor();
    await page.getByRole('region', { name: 'Mapped since' }).waitFor({ state: 'detached' });
  });
});

it('many journeys are chosen, looked at before they are paused, and paused together', async () => {
  const flow = await aSpine(unique('Crowded'), await aWaitingFlow(unique('Rests')));
  const contactIds = await contacts(3, unique('Crowd'));
  await runFlow({ path: { flowId: flow }, body: { contactIds }, throwOnError: true });
  await visit(`/workflows/journeys?flowId=${flow}`, async (page) => {
    const table = page.getByRole('table', { name: 'Journeys' });
    const dialog = page.getByRole('dialog');
    const paused = table.getByText('Paused', { exact: true });
    await table.getByText('Waiting', { exact: true }).nth(2).waitFor();

    await table
      .getByRole('checkbox', { name: /^Choose Crowd/ })
      .first()
      .check();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await dialog.getByRole('button', { name: 'Pause 1 journey' }).click();
    await dialog.getByText('1 journey of 1 done').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await paused.nth(0).waitFor();

    await page.getByRole('button', { name: 'Select all 3 that match' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await dialog.getByText('Left out: 1 is paused already.').waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Pause 2 journeys' }).click();
    await dialog.getByText('2 journeys of 2 done').waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await paused.nth(2).waitFor();
  });
});

it('a step that waits is skipped, and the journey goes on by itself', async () => {
  const flow = await aSpine(unique('Skipped'), await aWaitingFlow(unique('Rests')));
  await visit(await aJourneyPath(flow, unique('Skipped Person')), async (page) => {
    await page.getByText('A timer at Rest').waitFor();
    await page.getByRole('button', { name: 'Skip', exact: true }).click();
    await page.getByRole('button', { name: 'Skip step' }).click();
    await page
      .getByRole('list', { name: 'Spine' })
      .locator('[aria-current=step]')
      .getByText('Won')
      .waitFor();
  });
});

it('a failed path blocks the journey, which says why, and is retried', async () => {
  const failing = await aFlow('system', unique('Fails'), divide(0));
  const flow = await aSpine(unique('Blocked'), failing);
  await visit(await aJourneyPath(flow, unique('Blocked Person')), async (page) => {
    await page.getByRole('alert').getByText('Blocked at Divide').waitFor();
    await expectAccessibleInBothColours(page);
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByRole('dialog').getByLabel('From the start').check();
    await page.getByText('What it has sent already may be sent again.').waitFor();
    await page.getByRole('button', { name: 'Retry journey' }).click();
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('Retried', { exact: true })
      .waitFor();
  });
});

it('what was mended meanwhile is retried in its newest version', async () => {
  const failing = await aFlow('system', unique('Mended'), divide(0));
  const flow = await aSpine(unique('Mended'), failing);
  await visit(await aJourneyPath(flow, unique('Mended Person')), async (page) => {
    await page.getByRole('alert').getByText('Blocked at Divide').waitFor();
    await publishAgain(failing, divide(2));
    await page.getByRole('button', { name: 'Retry' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('As it is now').check();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Retry journey' }).click();
    await page
      .getByRole('list', { name: 'Spine' })
      .locator('[aria-current=step]')
      .getByText('Won')
      .waitFor();
  });
});

it('a journey follows its flow to the newest version, at the stage that is named there', async () => {
  const flow = await aSpine(unique('Migrated'), await aWaitingFlow(unique('Rests')));
  await visit(await aJourneyPath(flow, unique('Migrated Person')), async (page) => {
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    expect(await page.getByRole('button', { name: 'Migrate' }).count()).toBe(0);
    await publishAgain(flow, {
      nodes: [
        {
          id: 'fresh',
          type: 'ux',
          label: 'Fresh',
          position: { x: 0, y: 0 },
          data: { advance: 'manual' },
        },
      ],
      edges: [],
    });
    await page.reload();
    await page.getByRole('button', { name: 'Migrate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Where it stands then' }).click();
    await page.getByRole('option', { name: 'Fresh' }).click();
    await dialog.getByRole('button', { name: 'Migrate journey' }).click();
    await page.getByText(/, version 2/).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Migrated').waitFor();
  });
});

it('a journey is advanced, whatever still runs', async () => {
  const flow = await aSpine(unique('Advanced'), await aWaitingFlow(unique('Rests')));
  await visit(await aJourneyPath(flow, unique('Advanced Person')), async (page) => {
    await page.getByRole('button', { name: 'Advance' }).click();
    await page.getByRole('button', { name: 'Advance journey' }).click();
    await page
      .getByRole('list', { name: 'Spine' })
      .locator('[aria-current=step]')
      .getByText('Won')
      .waitFor();
    await page.getByText('Somebody to move it on').waitFor();
  });
});

it('the mail of a journey shows on its page as it is sent and answered, and so do its runs', async () => {
  const subject = unique('How are you');
  const flow = await aSpine(unique('Writes'), await aWritingFlow(unique('Writing'), subject));
  await visit(await aJourneyPath(flow, unique('Written Person')), async (page) => {
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByRole('img', { name: 'Sent' }).waitFor();
    await page.getByText('The event reply').waitFor();
    await page.getByRole('status').getByText('Live').waitFor();
    const entityId = page.url().split('/').at(-1) ?? '';
    const { data } = await listMails({ query: { entityId }, throwOnError: true });
    await replyToMail({
      path: { id: data.data[0]?.id ?? '' },
      body: { text: 'Very well.' },
      throwOnError: true,
    });
    await messages.getByRole('img', { name: 'Received' }).waitFor();
    await page.getByRole('region', { name: 'Runs' }).getByText('Completed').waitFor();
    await messages.getByRole('link', { name: new RegExp(`Sent ${subject}`) }).click();
    await page.waitForURL('**/mailbox?*direction=outbound*');
    await page.getByRole('heading', { name: subject }).waitFor();
  });
});

it('what a journey asks a person is a task on its page', async () => {
  const title = unique('Shall we');
  const flow = await aSpine(unique('Asks'), await anAskingFlow(unique('Asking'), title));
  await visit(await aJourneyPath(flow, unique('Asked Person')), async (page) => {
    await page.getByText(`A person: ${title}`).waitFor();
    await page.getByRole('region', { name: 'Tasks' }).getByRole('link', { name: title }).click();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.getByRole('heading', { name: title }).waitFor();
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

it('a long text of a step is read whole', async () => {
  const title = `${unique('Shall we')} ${'and so on, '.repeat(60)}is that all?`;
  const flow = await aSpine(unique('Long-winded'), await anAskingFlow(unique('Asks'), title));
  await visit(await aJourneyPath(flow, unique('Patient Person')), async (page) => {
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const entry = timeline.getByRole('listitem').filter({ hasText: 'is that all?' });
    await entry.getByRole('button', { name: 'Show all' }).click();
    await entry.getByRole('button', { name: 'Show less' }).waitFor();
    // It grows for a moment.
    await eventually(async () => {
      const end = await entry.getByText(/is that all\?/).evaluate((text) => {
        const frame = text.parentElement?.parentElement ?? text;
        return text.getBoundingClientRect().bottom - frame.getBoundingClientRect().bottom;
      });
      expect(end).toBeLessThanOrEqual(1);
    });
  });
});

it('the list is filtered by flow, stage and status in the address, and follows what happens', async () => {
  const flow = await aSpine(unique('Listed'), await aWaitingFlow(unique('Rests')));
  const name = unique('Listed Person');
  await visit(`/workflows/journeys?flowId=${flow}&uxNodeId=begun`, async (page) => {
    await page.getByText('Nothing fits the search and filters.').waitFor();
    await page.getByRole('status').getByText('Live').waitFor();
    const path = await aJourneyPath(flow, name);
    await page
      .getByRole('row', { name })
      .getByText(/^A timer at rest/i)
      .waitFor();
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
    await expectAccessibleInBothColours(page);
    await moveEntity({
      path: { id: path.split('/').at(-1) ?? '' },
      body: { uxNodeId: 'won' },
      throwOnError: true,
    });
    await column(/^Won: 1/)
      .getByRole('link', { name })
      .waitFor();
    await cancelEntity({ path: { id: path.split('/').at(-1) ?? '' }, throwOnError: true });
    await column(/^Won: 0/).waitFor();
    await column(/^Cancelled: 1/)
      .getByRole('link', { name })
      .click();
    await page.waitForURL(`**${path}`);
  });
});

it('a card of the board is dragged by the pointer and by keys, and asks where flows are', async () => {
  const rests = unique('Rests');
  const flow = await aSpine(unique('Dragged'), await aWaitingFlow(rests));
  const name = unique('Dragged Person');
  await aJourneyPath(flow, name);
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, async (page) => {
    const column = (stage: RegExp) => page.getByRole('region', { name: stage });
    const card = (stage: RegExp) => column(stage).getByRole('link', { name });
    const dialog = page.getByRole('dialog');
    await card(/^Begun/).hover();
    await page.mouse.down();
    const to = await column(/^Won/).boundingBox();
    await page.mouse.move((to?.x ?? 0) + 60, (to?.y ?? 0) + 120, { steps: 8 });
    await page.locator('section[data-over]').and(column(/^Won/)).waitFor();
    await page.mouse.up();
    await dialog.getByText(`What still runs of ${rests} is cancelled.`).waitFor();
    await dialog.getByRole('button', { name: 'Move' }).click();
    await page.getByText(`${name} moves to Won.`).waitFor();
    await card(/^Won: 1/).waitFor();

    await card(/^Won: 1/).focus();
    await page.keyboard.press('Space');
    await page.getByText(`${name} is over Won.`).waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowLeft');
    await page.getByText(`${name} is over Begun.`).waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await dialog.getByText(`This starts ${rests}.`).waitFor();
    await dialog.getByRole('button', { name: 'Stay' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card(/^Won: 1/).waitFor();
  });
});

it('a board of two hundred draws only what is in view', async () => {
  const flow = await aSpine(unique('Long'), await aWaitingFlow(unique('Rests')));
  const contactIds = await contacts(200, unique('Long'));
  // Where nothing runs, so that the machine has little to do with them.
  const body = { contactIds, uxNodeId: 'won' };
  await runFlow({ path: { flowId: flow }, body, throwOnError: true });
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, async (page) => {
    const column = page.getByRole('region', { name: 'Won: 200' });
    await column.waitFor({ timeout: 60_000 });
    await column.getByRole('link').first().waitFor();
    expect(await column.getByRole('listitem').count()).toBeLessThan(40);
    await column.getByRole('list').evaluate((list) => {
      list.parentElement?.scrollTo(0, list.clientHeight);
    });
    await column.getByRole('link').last().waitFor();
    expect(await column.getByRole('listitem').count()).toBeLessThan(40);
  });
});

it('what happens to a journey shows on the board within a second', async () => {
  const flow = await aSpine(unique('Prompt'), await aWaitingFlow(unique('Rests')));
  const ids: string[] = [];
  for (const contact of await contacts(5, unique('Prompt'))) {
    await aJourney(flow, { id: contact });
    ids.push((await journeyOf(contact)).id);
  }
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, async (page) => {
    await page.getByRole('status').getByText('Live').waitFor();
    await page.getByRole('region', { name: 'Begun: 5' }).waitFor();
    const latencies: number[] = [];
    for (const [index, id] of ids.entries()) {
      const shown = `section[aria-label="Won: ${index + 1}"]`;
      const move = () =>
        moveEntity({ path: { id }, body: { uxNodeId: 'won' }, throwOnError: true });
      latencies.push(await untilShown(page, shown, move));
    }
    // The act itself is in it, and other tests' journeys may keep the machine busy for a moment.
    expect(percentile(latencies, 0.5), `median of ${latencies} ms`).toBeLessThan(1000);
  });
});
