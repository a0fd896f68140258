import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { createFlow, listUxMappings, updateFlow } from '@/client';
import { nodesOf } from '../src/features/workflows/editor/model/document';
import { draftOf, editorOf, node, saved } from './canvas';
import { expectAccessible, visit } from './console';
import { eventually } from './eventually';
import { aBusinessFlow, aFlow, aQuickFlow, unique } from './given';

it('a flow is made, built from the palette, configured, saved and published', async () => {
  const name = unique('Built');
  await visit('/workflows/flows', async (page) => {
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();

    await page.getByRole('button', { name: 'Add Send an email' }).click();
    await node(page, 'Send an email').waitFor();
    // The server says at the node what is missing.
    await node(page, 'Send an email')
      .getByRole('img', { name: /set at least one of/ })
      .waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill('Hello');
    await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Good to have you.');
    await page.getByText('No problems').waitFor();
    await page.getByRole('button', { name: 'Add Wait', exact: true }).click();
    await page.getByRole('textbox', { name: 'For: minutes' }).fill('1');
    await page.getByText('No problems').waitFor();

    await page.getByRole('button', { name: 'Save' }).click();
    await saved(page);
    const { draft } = await draftOf(page.url().split('/').at(-1) ?? '');
    expect(nodesOf(draft).map(({ type }) => type)).toEqual(['email.send', 'wait']);
    expect(draft.edges).toHaveLength(1);

    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('button', { name: 'Publish it' }).click();
    await page.getByText('Published as version 1.').waitFor();
    await page.getByText('Saved · version 1').waitFor();
    await expectAccessible(page);
  });
});

it('expressions are checked as they are typed, and offer the variables there are', async () => {
  const id = await aFlow('system', unique('Checked'), {
    nodes: [
      {
        id: 'fetch',
        type: 'set',
        label: 'Fetch',
        position: { x: 0, y: 0 },
        data: { values: { a: '1' } },
      },
      {
        id: 'ask',
        type: 'condition',
        label: 'Ask',
        position: { x: 300, y: 0 },
        data: { expression: 'true' },
      },
    ],
    edges: [{ id: 'then', source: 'fetch', target: 'ask' }],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'Ask').click();
    const field = page.getByRole('textbox', { name: 'Condition' });
    await field.fill('contact.name = 3');
    await page
      .getByText(/the expression is wrong/)
      .first()
      .waitFor();
    await field.fill('');
    await field.pressSequentially('steps');
    await page.getByRole('option', { name: 'steps.fetch.output' }).click();
    expect(await field.inputValue()).toBe('steps.fetch.output');
  });
});

it('edits are taken back and made again, and steps are copied', async () => {
  const id = await aQuickFlow(unique('Undone'));
  await visit(editorOf(id), async (page) => {
    await node(page, 'greet').click();
    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await eventually(async () => expect(await node(page, 'greet').count()).toBe(2));
    await page.keyboard.press('Control+z');
    await eventually(async () => expect(await node(page, 'greet').count()).toBe(1));
    await page.getByRole('button', { name: 'Redo' }).click();
    await eventually(async () => expect(await node(page, 'greet').count()).toBe(2));
    await page.keyboard.press('Delete');
    await eventually(async () => expect(await node(page, 'greet').count()).toBe(1));
  });
});

it('work that was not saved is there again when the page is', async () => {
  const id = await aQuickFlow(unique('Kept'));
  await visit(editorOf(id), async (page) => {
    await node(page, 'greet').click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Welcome');
    await page.getByText(/^Not saved yet/).waitFor();
    await page.reload();
    await page.getByText(/which was not saved, is here again/).waitFor();
    await node(page, 'Welcome').waitFor();
    await page.getByRole('button', { name: 'Discard it' }).click();
    await node(page, 'greet').waitFor();
    await saved(page);
  });
});

it('what somebody else saved meanwhile is shown, and joined', async () => {
  const id = await aFlow('system', unique('Shared'), {
    nodes: ['one', 'two'].map((name, index) => ({
      id: name,
      type: 'set',
      label: name,
      position: { x: index * 300, y: 0 },
      data: { values: { a: '1' } },
    })),
    edges: [],
  });
  await visit(
    editorOf(id),
    async (page) => {
      await node(page, 'one').click();
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Mine');
      const { draft, draftRevision } = await draftOf(id);
      const nodes = nodesOf(draft).map((each) =>
        each.id === 'two' ? { ...each, label: 'Theirs' } : each,
      );
      await updateFlow({
        path: { id },
        headers: { 'If-Match': `"${draftRevision}"` },
        body: { graph: { ...draft, nodes } },
        throwOnError: true,
      });
      await page.keyboard.press('Control+s');
      await page.getByText('Somebody else has saved this flow meanwhile').waitFor();
      await page.getByRole('button', { name: 'Join both' }).click();
      await saved(page);
      await node(page, 'Theirs').waitFor();
    },
    { expects: ['412'] },
  );
  const { draft } = await draftOf(id);
  expect(
    nodesOf(draft)
      .map(({ label }) => label)
      .sort(),
  ).toEqual(['Mine', 'Theirs']);
});

it('a system flow is mapped to a stage by the menu and by dragging, and hangs from it', async () => {
  const [first, second] = [unique('Mapped'), unique('Dragged')];
  await aQuickFlow(first);
  await aQuickFlow(second);
  const id = await aFlow('bmc', unique('Spine'), {
    nodes: [
      { id: 'begun', type: 'ux', label: 'Begun', position: { x: 0, y: 0 }, data: {} },
      { id: 'won', type: 'ux', label: 'Won', position: { x: 300, y: 0 }, data: {} },
    ],
    edges: [{ id: 'on', source: 'begun', target: 'won', type: 'ux' }],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'Begun').click();
    await page.getByPlaceholder('Map a system flow…').fill(first);
    await page.getByRole('option', { name: first }).click();
    await node(page, first).waitFor();
    await page.getByRole('textbox', { name: 'Search the palette' }).fill(second);
    await page
      .getByRole('button', { name: `Map ${second} to the selected stage` })
      .dragTo(node(page, 'Won'));
    await node(page, second).waitFor();
    await expectAccessible(page);
  });
  const { data } = await listUxMappings({ path: { bmcFlowId: id }, throwOnError: true });
  expect(
    data.data.map(({ uxNodeId, systemFlowName }) => [uxNodeId, systemFlowName]).sort(),
  ).toEqual([
    ['begun', first],
    ['won', second],
  ]);
});

it('a version is compared with the draft in words, and the graph is edited as JSON', async () => {
  const id = await aQuickFlow(unique('Compared'));
  await visit(editorOf(id), async (page) => {
    await node(page, 'greet').waitFor();
    await page.getByRole('tab', { name: 'JSON' }).click();
    const json = page.getByRole('textbox', { name: 'The graph as JSON' });
    await json.fill((await json.inputValue()).replace("'hello'", "'good evening'"));
    await page.getByRole('tab', { name: 'Versions' }).click();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const changes = page.getByRole('list', { name: 'Changes' });
    await changes.getByText('values.greeting').waitFor();
    await changes.getByText(/good evening/).waitFor();
  });
});

it('a model drafts what is described, and nothing changes until it is taken', async () => {
  const { data: flow } = await createFlow({
    body: { kind: 'system', name: unique('Described'), graph: { nodes: [], edges: [] } },
    throwOnError: true,
  });
  const { id } = flow;
  const graph = (duration: string) => ({
    nodes: [
      {
        id: 'rest',
        type: 'wait',
        label: 'Rest a day',
        position: { x: 0, y: 0 },
        data: { duration },
      },
    ],
    edges: [],
  });
  const handIn = (duration: string) => ({
    toolCalls: [{ name: 'flow_check', input: { kind: 'system', graph: graph(duration) } }],
  });
  const script = { turns: [handIn('a day'), handIn('P1D'), { text: 'It rests a day.' }] };
  await visit(editorOf(id), async (page) => {
    await page.getByRole('button', { name: 'Describe what you want' }).click();
    const dialog = page.getByRole('dialog', { name: 'Describe what you want' });
    await dialog.getByRole('textbox', { name: 'What the flow is to do' }).fill('Rest for a day.');
    await dialog.getByLabel('Model').fill('scripted');
    await dialog.getByRole('textbox', { name: 'Script' }).fill(JSON.stringify(script));
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Draft it' }).click();

    await dialog.getByRole('list', { name: 'Changes' }).getByText('Rest a day').waitFor();
    await expectAccessible(page);
    expect(nodesOf((await draftOf(id)).draft)).toHaveLength(0);
    await dialog.getByRole('button', { name: 'Take it into the draft' }).click();

    await node(page, 'Rest a day').waitFor();
    await page.getByText('No problems').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await node(page, 'Rest a day').waitFor({ state: 'detached' });
  });
});

it('flows are duplicated, exported, imported and archived where they are listed', async () => {
  const mapped = unique('Mapped');
  const name = unique('Listed');
  await aBusinessFlow(name, await aQuickFlow(mapped));
  const again = unique('Imported');
  await visit(`/workflows/flows?q=${encodeURIComponent(name)}`, async (page) => {
    const menu = (flow: string) =>
      page.getByRole('button', { name: `Actions for ${flow}`, exact: true }).click();
    await menu(name);
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Export' }).click();
    const file = await readFile(await (await download).path());

    await page.getByRole('button', { name: 'Import' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import a flow' });
    const choose = (buffer: Buffer) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'flow.json', mimeType: 'application/json', buffer });
    await dialog.waitFor();
    await choose(Buffer.from('{"kind":"bmc"}'));
    await dialog.getByText('The file has no graph with nodes and edges.').waitFor();
    await choose(Buffer.from(file.toString().replace(mapped, 'Not here')));
    await dialog.getByText('No system flow here is called “Not here”').waitFor();
    await choose(file);
    await dialog.getByText('1 stage, 0 edges, 1 mapped flow').waitFor();
    await dialog.getByText('Not mapped').waitFor({ state: 'detached' });
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Name' }).fill(again);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: again }).waitFor();
    await node(page, mapped).waitFor();

    await page.goBack();
    await menu(name);
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await page.getByRole('heading', { level: 1, name: `${name} (copy)` }).waitFor();
    await node(page, mapped).waitFor();

    await page.goBack();
    await menu(`${name} (copy)`);
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('link', { name: `${name} (copy)` }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: `${name} (copy)` }).waitFor();
  });
});

it('nodes say what they are set to do, and a flow that is laid out downwards stays so', async () => {
  const id = await aFlow('system', unique('Downwards'), {
    nodes: [
      {
        id: 'rest',
        type: 'wait',
        label: 'Rest',
        position: { x: 0, y: 0 },
        data: { duration: 'P3D' },
      },
      {
        id: 'ask',
        type: 'condition',
        label: 'Ask',
        position: { x: 300, y: 0 },
        data: { expression: "contact.company != ''" },
      },
    ],
    edges: [{ id: 'then', source: 'rest', target: 'ask' }],
  });
  const below = async (page: Page) => {
    const [upper, lower] = await Promise.all(
      ['Rest', 'Ask'].map((name) => node(page, name).boundingBox()),
    );
    return (lower?.y ?? 0) - (upper?.y ?? 0);
  };
  await visit(editorOf(id), async (page) => {
    await node(page, 'Rest').getByText('for 3 days').waitFor();
    await node(page, 'Ask').getByText('company is not empty').waitFor();
    await page.getByRole('button', { name: 'Lay out from top to bottom' }).click();
    await page.getByRole('button', { name: 'Lay out from left to right' }).waitFor();
    await eventually(async () => expect(await below(page)).toBeGreaterThan(60));
    await page.keyboard.press('Control+s');
    await saved(page);
    await page.reload();
    await page.getByRole('button', { name: 'Lay out from left to right' }).waitFor();
    expect(await below(page)).toBeGreaterThan(60);
    // The canvas follows what is added.
    for (const added of ['Transform', 'Set metadata', 'Wait']) {
      await page.getByRole('button', { name: `Add ${added}`, exact: true }).click();
      await node(page, added).last().waitFor();
    }
    await eventually(async () => {
      const [canvas, last] = await Promise.all([
        page.getByRole('region', { name: 'Canvas' }).boundingBox(),
        page.locator('.react-flow__node.selected').boundingBox(),
      ]);
      expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThan(
        (canvas?.y ?? 0) + (canvas?.height ?? 0),
      );
    });
    await expectAccessible(page);
  });
});

it('panels beside the canvas are hidden, and a run is shown beside what it lights up', async () => {
  const id = await aQuickFlow(unique('Docked'));
  await visit(editorOf(id), async (page) => {
    const details = page.getByRole('complementary', { name: 'Details' });
    await page.getByRole('button', { name: 'Hide the palette' }).click();
    await page.getByRole('button', { name: 'Hide the details' }).click();
    await details.waitFor({ state: 'detached' });
    await page.reload();
    await page.getByRole('button', { name: 'Show the palette' }).click();
    await page.getByRole('button', { name: 'Show the details' }).click();
    await details.waitFor();

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Show it beside the canvas' }).click();
    await page.getByRole('button', { name: 'Run again' }).waitFor();
    await details.waitFor({ state: 'detached' });
    await node(page, 'greet').locator('[data-status="completed"]').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close the run' }).click();
    await details.waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Show it over the canvas' }).click();
    await page.getByRole('dialog').waitFor();
  });
});
