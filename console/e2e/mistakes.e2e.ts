import type { Page } from 'playwright-core';
import {
  createFlow,
  type DraftGraph,
  getFlow,
  type JsonObject,
  listFlowVersions,
  listRuns,
  moveEntity,
  updateFlow,
} from '@/client';
import { editorOf, node } from './canvas';
import { expectAccessibleInBothColours, visit } from './console';
import {
  aContact,
  aFlow,
  aJourney,
  aQuickFlow,
  aSpine,
  aWaitingFlow,
  journeyOf,
  publishAgain,
  unique,
} from './given';

const step = (id: string, type: string, x: number, y: number, data = {}) => ({
  id,
  type,
  label: `The ${id}`,
  position: { x, y },
  data,
});

const set = (id: string, y: number) => step(id, 'set', 320, y, { values: { a: '1' } });

const publishDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  return page.getByRole('dialog', { name: /^Publish / });
};

async function aDraft(name: string, graph: DraftGraph, inputSchema?: JsonObject): Promise<string> {
  const body = { kind: 'system', name, graph, inputSchema } as const;
  const { data } = await createFlow({ body, throwOnError: true });
  return data.id;
}

it('a lone step and a condition with one way out are told at the step and before publishing, with a note why', async () => {
  const id = await aDraft(unique('Doubtful'), {
    nodes: [
      step('decision', 'condition', 0, 0, { expression: 'true' }),
      set('answer', 0),
      set('island', 200),
    ],
    edges: [{ id: 'yes', source: 'decision', target: 'answer', sourceHandle: 'true' }],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'The island')
      .getByRole('img', { name: /connected to nothing/ })
      .waitFor();
    await node(page, 'The decision')
      .getByRole('img', { name: /only “true” leads on/ })
      .waitFor();
    await page.getByRole('button', { name: '2 warnings' }).click();
    await page.getByRole('button', { name: /^The island: it is connected to nothing/ }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).waitFor();

    const dialog = await publishDialog(page);
    await dialog.getByText('2 warnings: is it meant so?').waitFor();
    await dialog.getByText(/^The island: it is connected to nothing/).waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('textbox', { name: 'What changed, and why' }).fill('A first try.');
    await dialog.getByRole('button', { name: 'Publish it' }).click();
    await page.getByText('Published as version 1.').waitFor();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByText(/A first try\./).waitFor();
  });
  const { data } = await listFlowVersions({ path: { id }, throwOnError: true });
  expect(data.data.map(({ notes }) => notes)).toEqual(['A first try.']);
});

it('a second start beside the real one is told at the step and before publishing', async () => {
  const id = await aDraft(unique('Twice begun'), {
    nodes: [
      set('begin', 0),
      step('answer', 'set', 640, 0, { values: { a: '1' } }),
      set('stray', 200),
    ],
    edges: [
      { id: 'on', source: 'begin', target: 'answer' },
      { id: 'too', source: 'stray', target: 'answer' },
    ],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'The stray')
      .getByRole('img', { name: /the run begins here too, besides at “The begin”/ })
      .waitFor();
    const dialog = await publishDialog(page);
    await dialog.getByText(/^The stray: the run begins here too/).waitFor();
    expect(await dialog.getByText(/^The begin: /).count()).toBe(0);
  });
});

it('an error keeps a flow from being published, and says at which step', async () => {
  const id = await aDraft(unique('Wrong'), {
    nodes: [step('letter', 'wait', 0, 0)],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await page.getByRole('button', { name: '1 error' }).waitFor();
    const dialog = await publishDialog(page);
    await dialog.getByText(/^The letter: /).waitFor();
    expect(await dialog.getByRole('button', { name: 'Publish it' }).isDisabled()).toBe(true);
  });
});

it('a stage that nobody leaves is told at the stage, before publishing and before journeys start', async () => {
  const id = await aFlow('bmc', unique('Stuck'), {
    nodes: [step('arrival', 'ux', 0, 0), step('end', 'ux', 300, 0)],
    edges: [{ id: 'on', source: 'arrival', target: 'end', type: 'ux' }],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'The arrival')
      .getByRole('img', { name: /no flow runs here/ })
      .waitFor();
    const publishing = await publishDialog(page);
    await publishing.getByText(/^The arrival: no flow runs here/).waitFor();
    await page.keyboard.press('Escape');
    await publishing.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Start journeys' }).click();
    await page
      .getByRole('dialog')
      .getByText(/^The arrival: no flow runs here/)
      .waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('publishing asks where people go who stand at a stage that is gone, and takes them there', async () => {
  const id = await aSpine(unique('Shortened'), await aWaitingFlow(unique('Rests')));
  const [moved, left] = [
    await aContact(unique('Moved Person')),
    await aContact(unique('Left Person')),
  ];
  for (const contact of [moved, left]) {
    await aJourney(id, contact);
    await journeyOf(contact.id);
  }
  await moveEntity({
    path: { id: (await journeyOf(left.id)).id },
    body: { uxNodeId: 'won' },
    throwOnError: true,
  });
  const { data: flow } = await getFlow({ path: { id }, throwOnError: true });
  await updateFlow({
    path: { id },
    headers: { 'If-Match': `"${flow.draftRevision}"` },
    body: { graph: { nodes: [step('new', 'ux', 0, 0, { advance: 'manual' })], edges: [] } },
    throwOnError: true,
  });
  await visit(editorOf(id), async (page) => {
    const dialog = await publishDialog(page);
    await dialog.getByText('2 people stand at stages that are gone').waitFor();
    await dialog.getByRole('combobox', { name: 'Won: 1 person' }).waitFor();
    await dialog.getByRole('combobox', { name: 'Begun: 1 person' }).click();
    await page.getByRole('option', { name: 'Move them to The new' }).click();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Publish it' }).click();
    await dialog.getByText('1 journey of 1 done').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });
  expect(await journeyOf(moved.id)).toMatchObject({ flowVersion: 2, currentNodeId: 'new' });
  expect(await journeyOf(left.id)).toMatchObject({ flowVersion: 1, currentNodeId: 'won' });
});

it('header and list of versions agree on which one is live', async () => {
  const id = await aQuickFlow(unique('Restored'));
  const { data: first } = await getFlow({ path: { id }, throwOnError: true });
  await publishAgain(id, { nodes: [set('other', 0)], edges: [] });
  await publishAgain(id, first.draft, 'Other was wrong');
  await visit(`${editorOf(id)}?panel=versions`, async (page) => {
    const row = (version: number) =>
      page.getByText(`Version ${version}`, { exact: true }).locator('../..');
    await row(1).getByText('live', { exact: true }).waitFor();
    await row(1)
      .getByText(/^Live since .* by local: Other was wrong$/)
      .waitFor();
    await page.getByText(/^Saved · version 1 live since .* by local: Other was wrong$/).waitFor();
    expect(await row(2).getByText('live', { exact: true }).count()).toBe(0);
  });
});

it('mapping a flow where people stand offers to start it for them, and nobody gets it twice', async () => {
  const added = unique('Added');
  const flow = await aQuickFlow(added);
  const id = await aFlow('bmc', unique('Peopled'), {
    nodes: [step('lobby', 'ux', 0, 0, { advance: 'manual' })],
    edges: [],
  });
  const contact = await aContact(unique('Standing Person'));
  await aJourney(id, contact);
  const { id: entityId } = await journeyOf(contact.id);
  const runsOf = async () =>
    (await listRuns({ query: { entityId, flowId: flow }, throwOnError: true })).data.data;
  await visit(`${editorOf(id)}?panel=settings`, async (page) => {
    await node(page, 'The lobby').click();
    await page.getByPlaceholder('Map a system flow…').fill(added);
    await page.getByRole('option', { name: added }).click();
    const dialog = page.getByRole('dialog', { name: `Start “${added}” for 1 journey?` });
    await dialog.getByText(/from now on\. 1 person is there already/).waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: `Start “${added}” for 1 journey` }).click();
    await dialog.getByText('1 journey of 1 done').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.waitFor({ state: 'detached' });
    await vi.waitFor(async () => expect(await runsOf()).toMatchObject([{ status: 'completed' }]), {
      timeout: 10_000,
    });

    await page.getByRole('button', { name: `Start for those who are there: ${added}` }).click();
    await dialog.getByText(/There is nothing to do .* Left out: 1 has it already\./).waitFor();
  });
  expect(await runsOf()).toHaveLength(1);
});

it('a value that may be empty is told, and gets a fallback that is typed over', async () => {
  const id = await aDraft(unique('Sparse'), {
    nodes: [
      step('letter', 'email.send', 0, 0, {
        mailbox: 'built-in',
        subject: 'Hello',
        text: 'How is {{contact.company}}, {{contact.email}}?',
      }),
    ],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'The letter').click();
    await page.getByText('contact.company may be empty.').waitFor();
    await page.getByRole('button', { name: 'Give it a fallback: contact.company' }).click();
    await page.getByText('contact.company may be empty.').waitFor({ state: 'detached' });
    await page.keyboard.type('the shop');
    expect(await page.getByRole('textbox', { name: 'Text', exact: true }).inputValue()).toBe(
      'How is {{#if contact.company}}{{contact.company}}{{else}}the shop{{/if}}, {{contact.email}}?',
    );
    await expectAccessibleInBothColours(page);
  });
});

it('completion follows what is typed, Enter takes its first, and it lies over no error', async () => {
  const id = await aDraft(unique('Completed'), {
    nodes: [step('decision', 'condition', 0, 0, { expression: 'true' })],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'The decision').click();
    const field = page.getByRole('textbox', { name: 'Condition' });
    const selected = page.locator('[role=option][data-combobox-selected]');
    await field.fill('');
    await field.pressSequentially('contact.');
    await selected.filter({ hasText: 'contact.id' }).waitFor();
    await field.pressSequentially('em');
    await selected.filter({ hasText: 'contact.email' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe('contact.email');
    await page.getByRole('option').first().waitFor({ state: 'hidden' });

    await field.pressSequentially(' = comp');
    await selected.filter({ hasText: 'contact.company' }).waitFor();
    const error = page.getByRole('presentation').getByText(/the expression is wrong/);
    await error.waitFor();
    const isOnTop = await error.evaluate((shown) => {
      const { x, y, width, height } = shown.getBoundingClientRect();
      return shown.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(isOnTop).toBe(true);
    await expectAccessibleInBothColours(page);
  });
});

it('variables that cannot exist are told at the step as they are typed, with what may be meant', async () => {
  const id = await aDraft(
    unique('Misspelt'),
    {
      nodes: [
        set('first', 0),
        step('letter', 'email.send', 640, 0, { mailbox: 'built-in', subject: 'Hi', text: 'Hi' }),
        step('decision', 'condition', 960, 0, { expression: 'true' }),
      ],
      edges: [
        { id: 'a', source: 'first', target: 'letter' },
        { id: 'b', source: 'letter', target: 'decision' },
      ],
    },
    { type: 'object', properties: { note: { type: 'string' } } },
  );
  const mistakes = [
    "'contact' has no 'nme'; did you mean 'name'?",
    "the flow's input has no 'nope'; did you mean 'note'?",
    "no step 'frst' runs before this one; did you mean 'first'?",
  ];
  await visit(editorOf(id), async (page) => {
    await node(page, 'The letter').click();
    const text = page.getByRole('textbox', { name: 'Text', exact: true });
    await text.fill('Dear {{contact.nme}}, {{input.nope}} {{steps.frst.output}}');
    await text.blur();
    for (const mistake of mistakes) {
      await page.getByText(mistake).first().waitFor();
    }
    await expectAccessibleInBothColours(page);
    await text.fill('Dear {{contact.name}}, {{input.note}} {{steps.first.output}}');
    await page
      .getByText(/did you mean/)
      .first()
      .waitFor({ state: 'detached' });

    await node(page, 'The decision').click();
    await page.getByRole('textbox', { name: 'Condition' }).fill('has(contact.nme) && input.nope');
    const sign = node(page, 'The decision').getByRole('img', { name: /'contact' has no 'nme'/ });
    await sign.and(page.getByRole('img', { name: /input has no 'nope'/ })).waitFor();
  });
});
