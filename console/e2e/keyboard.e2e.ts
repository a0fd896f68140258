import { getRun, runFlow } from '@/client';
import { edgesOf, labelOf, nodesOf } from '../src/features/workflows/editor/model/document';
import { draftOf, node, saved } from './canvas';
import { visit } from './console';
import { eventually } from './eventually';
import {
  aContact,
  aFlow,
  anAskingFlow,
  aRun,
  aSpine,
  aWaitingFlow,
  journeyOf,
  unique,
} from './given';
import { command, pressAt, tabTo, typeInto } from './keyboard';

it('a flow with a condition is built by keys alone, with both of its branches', async () => {
  const name = unique('Typed');
  await visit('/help', async (page) => {
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    await command(page, 'new flow', 'New flow');
    await typeInto(page, page.getByRole('textbox', { name: 'Name' }), name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor();

    const add = async (step: string) => {
      await typeInto(page, page.getByRole('textbox', { name: 'Search the palette' }), step);
      await page.keyboard.press('Enter');
      await node(page, step).waitFor();
    };
    await add('Condition');
    await typeInto(
      page,
      page.getByRole('combobox', { name: 'Field of rule 1' }),
      'contact.company',
    );
    await typeInto(page, page.getByRole('textbox', { name: 'Value of rule 1' }), 'Acme');
    await add('Set metadata');
    await add('Wait');
    await typeInto(page, page.getByRole('textbox', { name: 'For: minutes' }), '1');

    await pressAt(page, node(page, 'Condition'));
    await typeInto(page, page.getByRole('combobox', { name: 'Connect false to' }), 'Wait');
    await page.getByRole('option', { name: 'Wait' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Disconnect Wait' }).waitFor();
    await page.keyboard.press('Control+s');
    await saved(page);

    const { draft } = await draftOf(page.url().split('/').at(-1) ?? '');
    const names = new Map(nodesOf(draft).map((each) => [each.id, labelOf(each)]));
    const ways = edgesOf(draft).map(({ source, sourceHandle, target }) =>
      [names.get(source), sourceHandle, names.get(target)].filter(Boolean).join(' '),
    );
    expect(ways.sort()).toEqual([
      'Condition false Wait',
      'Condition true Set metadata',
      'Set metadata Wait',
    ]);
    expect(nodesOf(draft)[0]?.data).toMatchObject({ expression: 'contact.company == "Acme"' });
  });
});

it('a journey is started for one contact by keys alone', async () => {
  const name = unique('Pressed');
  await aSpine(name, await aWaitingFlow(unique('Rests')));
  const contact = await aContact(unique('Pressed Person'));
  await visit('/help', async (page) => {
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
    await command(page, `start ${name}`, `Start journeys on ${name}`);
    const dialog = page.getByRole('dialog', { name: /^Start journeys/ });
    await typeInto(
      page,
      dialog.getByRole('textbox', { name: 'Search contacts' }),
      contact.name ?? '',
    );
    await pressAt(page, dialog.getByLabel(`Choose ${contact.name}`), 'Space');
    const start = dialog.getByRole('button', { name: 'Start 1 journey', exact: true });
    await eventually(async () => expect(await start.isEnabled()).toBe(true));
    await pressAt(page, start);
    await dialog.getByText('1 journey accepted, 1 started').waitFor();
  });
  expect(await journeyOf(contact.id)).toMatchObject({ currentNodeId: 'begun' });
});

it('a task is chosen and answered by keys alone', async () => {
  const title = unique('By which keys?');
  const flow = await anAskingFlow(unique('Asking'), title);
  const older = await aRun(flow);
  await aRun(flow);
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    const tasks = page.getByRole('list', { name: 'Tasks' }).getByRole('link');
    await tasks.nth(1).waitFor();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.keyboard.press('j');
    await tasks.nth(1).and(page.locator('[aria-current]')).waitFor();
    await typeInto(page, page.getByLabel('Reason'), 'Nobody needs a mouse.');
    await pressAt(page, page.getByRole('button', { name: 'Approve' }));
    await page.getByText(`${title}: Approve. The run goes on.`).waitFor();
  });
  await eventually(async () => {
    const { data } = await getRun({ path: { id: older }, throwOnError: true });
    expect(data.nodeStates?.thank?.status).toBe('completed');
  });
});

it('a blocked journey is found and retried by keys alone', async () => {
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
  const flowId = await aSpine(unique('Repaired'), failing);
  const contact = await aContact(unique('Repaired Person'));
  await runFlow({ path: { flowId }, body: { contactIds: [contact.id] }, throwOnError: true });
  await visit(`/workflows/journeys?status=blocked&flowId=${flowId}`, async (page) => {
    await pressAt(page, page.getByRole('link', { name: contact.name ?? '' }));
    await page.getByRole('alert').getByText('Blocked at Divide').waitFor();
    await pressAt(page, page.getByRole('button', { name: 'Retry' }));
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByRole('radio'));
    await page.keyboard.press('ArrowDown');
    await page.getByText('What it has sent already may be sent again.').waitFor();
    await pressAt(page, dialog.getByRole('button', { name: 'Retry journey' }));
    await page
      .getByRole('region', { name: 'Timeline' })
      .getByText('Retried', { exact: true })
      .waitFor();
  });
});
