import type { Page } from 'playwright-core';
import { cancelEntity, getFlow, listMails, putUxMappings, replyToMail, updateFlow } from '@/client';
import { expectAccessible, visit } from './console';
import {
  aContact,
  aFlow,
  aJourney,
  anAskingFlow,
  aRun,
  aSpine,
  aWaitingFlow,
  aWritingFlow,
  journeyOf,
  unique,
} from './given';

const live = (page: Page) => page.getByRole('status').getByText('Live').waitFor();

/** A business flow whose stages have names that say nothing of their ids. */
async function aNamedSpine(name: string, systemFlowId: string): Promise<string> {
  const id = await aFlow('bmc', name, {
    nodes: [
      { id: 'n1', type: 'ux', label: 'Signed up', position: { x: 0, y: 0 }, data: {} },
      { id: 'n2', type: 'ux', label: 'Won over', position: { x: 300, y: 0 }, data: {} },
    ],
    edges: [{ id: 'on', source: 'n1', target: 'n2', type: 'ux' }],
  });
  await putUxMappings({
    path: { bmcFlowId: id },
    body: { uxNodeId: 'n1', systemFlowId },
    throwOnError: true,
  });
  return id;
}

it('stages are called by their names in lists, on the dashboard, in the palette and on boards', async () => {
  const flow = await aNamedSpine(unique('Named'), await aWaitingFlow(unique('Rests')));
  const name = unique('Named Person');
  const contact = await aContact(name);
  await aJourney(flow, contact);
  const journey = await journeyOf(contact.id);
  await visit(`/workflows/journeys?q=${encodeURIComponent(name)}`, (page) =>
    page.getByRole('row', { name }).getByText('Signed up', { exact: true }).waitFor(),
  );
  await visit(`/contacts/${contact.id}`, async (page) => {
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('Moved to Signed up', { exact: true })
      .waitFor();
    await page
      .getByRole('region', { name: 'Journeys' })
      .getByRole('link', { name: /^Signed up/ })
      .waitFor();
  });
  await visit('/', async (page) => {
    await page
      .getByRole('region', { name: 'Lately' })
      .getByRole('link', { name: new RegExp(`${name}.*at Signed up`) })
      .waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Search and commands' }).fill(name);
    await page.getByRole('button', { name: new RegExp(`${name}.*at Signed up`) }).waitFor();
  });
  await cancelEntity({ path: { id: journey.id }, throwOnError: true });
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, (page) =>
    page
      .getByRole('region', { name: 'Cancelled: 1' })
      .getByRole('link', { name: new RegExp(`${name}.*Signed up`) })
      .waitFor(),
  );
});

it('a reply shows who wrote it and cannot be answered as ourselves; timelines name the flow and open the mail', async () => {
  const subject = unique('A word');
  const [written, spine] = [unique('Written'), unique('Worded')];
  const flow = await aSpine(spine, await aWritingFlow(written, subject));
  const contact = await aContact(unique('Replying Person'));
  await aJourney(flow, contact);
  const { id: entityId } = await journeyOf(contact.id);
  const mail = await vi.waitFor(
    async () => {
      const { data } = await listMails({ query: { entityId }, throwOnError: true });
      expect(data.data).toHaveLength(1);
      return data.data[0];
    },
    { timeout: 20_000 },
  );
  await replyToMail({
    path: { id: mail?.id ?? '' },
    body: { text: 'Gladly.' },
    throwOnError: true,
  });
  await visit(`/workflows/journeys/${entityId}`, (page) =>
    page
      .getByRole('region', { name: 'Timeline' })
      .getByText(written, { exact: true })
      .first()
      .waitFor(),
  );
  await visit(`/contacts/${contact.id}`, async (page) => {
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByText(`Mail sent · ${spine}`).waitFor();
    await expectAccessible(page);
    await timeline.getByRole('link', { name: `Re: ${subject}` }).click();
    await page.getByRole('heading', { name: `Re: ${subject}` }).waitFor();
    await page
      .getByRole('link', { name: new RegExp(`${contact.email}.*Re: ${subject}`) })
      .waitFor();
    await page.getByText('Gladly.').waitFor();
    expect(await page.getByRole('textbox', { name: /^Reply as/ }).count()).toBe(0);
    // The reply is not still open among what was sent.
    await page.getByText('Sent', { exact: true }).click();
    await page.getByText('Gladly.').waitFor({ state: 'hidden' });
    await page.getByRole('textbox', { name: /^Reply as/ }).waitFor();
  });
  // What was sent can be answered.
  await visit(`/mailbox?mail=${mail?.id}`, (page) =>
    page.getByRole('textbox', { name: `Reply as ${contact.email}` }).waitFor(),
  );
});

it('the question of a direct run shows in the open inbox, and its answer is told', async () => {
  const title = unique('Is it well?');
  const flow = await anAskingFlow(unique('Asking'), title);
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    await page.getByText('Nothing waits for a person right now.').waitFor();
    await live(page);
    await aRun(flow);
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByLabel('Reason').fill('It is.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(`${title}: Approve. The run goes on.`).waitFor();
  });
});

it('an act on a journey is told by what it does, not by how the journey stood', async () => {
  const flow = await aNamedSpine(unique('Told'), await aWaitingFlow(unique('Rests')));
  const name = unique('Told Person');
  const contact = await aContact(name);
  await aJourney(flow, contact);
  await visit(`/workflows/journeys/${(await journeyOf(contact.id)).id}`, async (page) => {
    await page.getByRole('button', { name: 'Move' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Stage' }).click();
    await page.getByRole('option', { name: 'Won over' }).click();
    await dialog.getByRole('button', { name: 'Move journey' }).click();
    await page.getByText(`${name} moves to Won over.`).waitFor();
  });
});

it('what is wrong is said in the words of the form and of the page', async () => {
  const flow = await aFlow('system', unique('Formed'), {
    nodes: [
      {
        id: 'keep',
        type: 'set',
        label: 'Keep',
        position: { x: 0, y: 0 },
        data: { values: { a: '1' } },
      },
    ],
    edges: [],
  });
  const { data } = await getFlow({ path: { id: flow }, throwOnError: true });
  await updateFlow({
    path: { id: flow },
    headers: { 'If-Match': `"${data.draftRevision}"` },
    body: {
      inputSchema: {
        type: 'object',
        properties: {
          code: {
            type: 'string',
            title: 'Postcode',
            pattern: '^[0-9]{4}$',
            description: 'Four digits.',
          },
        },
      },
    },
    throwOnError: true,
  });
  await visit(`/workflows/flows/${flow}`, async (page) => {
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Postcode').fill('Bern');
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog
      .getByText('Does not have the form that is asked for: Four digits.')
      .first()
      .waitFor();
  });
  await visit(
    '/contacts?sort=nonsense',
    (page) =>
      page
        .getByRole('alert')
        .getByText(/^Sort /)
        .waitFor(),
    { expects: ['400', '422'] },
  );
});
