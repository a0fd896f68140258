import type { Page } from 'playwright-core';
import { type DraftGraph, type GraphNode, getFlow } from '@/client';
import { edgesOf } from '../src/features/workflows/editor/model/document';
import { clickEdge, drawnEdges, edge, editorOf, middlesApart, node } from './canvas';
import { expectAccessible, visit } from './console';
import { eventually } from './eventually';
import { aFlow, unique } from './given';

const step = (id: string, type: string, x: number, y: number, data: GraphNode['data']) => ({
  id,
  type,
  label: id,
  position: { x, y },
  data,
});

const note = (id: string, y: number) => step(id, 'set', 360, y, { values: { a: '1' } });

const decide = step('decide', 'condition', 0, 0, { expression: 'true' });

async function edgesIn(id: string) {
  const { data } = await getFlow({ path: { id }, throwOnError: true });
  return edgesOf(data.draft);
}

const save = async (page: Page) => {
  await page.keyboard.press('Control+s');
  await page.getByText(/^Saved · /).waitFor();
};

it('a step added from the palette leaves a condition by its first free branch', async () => {
  const id = await aFlow('system', unique('Chosen branch'), { nodes: [decide], edges: [] });
  await visit(editorOf(id), async (page) => {
    for (const added of ['Wait', 'Set metadata', 'Transform']) {
      await node(page, 'decide').click();
      await page.getByRole('button', { name: `Add ${added}`, exact: true }).click();
      await node(page, added).waitFor();
    }
    await save(page);
    expect((await edgesIn(id)).map(({ sourceHandle }) => sourceHandle)).toEqual([
      'true',
      'false',
      'false',
    ]);
    expect(await drawnEdges(page)).toEqual([
      { id: 'decide-to-set-metadata', branch: 'false' },
      { id: 'decide-to-transform', branch: 'false' },
      { id: 'decide-to-wait', branch: 'true' },
    ]);
  });
});

it('an edge drawn by hand stores the branch whose handle it was drawn from', async () => {
  const name = 'say "no", 100%';
  const ask = step('ask', 'human.task', 0, 0, { title: 'Shall we?', choices: ['yes', name] });
  const id = await aFlow('system', unique('Drawn'), { nodes: [ask, note('end', 0)], edges: [] });
  await visit(editorOf(id), async (page) => {
    const handle = page.getByText(name, { exact: true }).locator('..').locator('.source');
    await handle.dragTo(node(page, 'end').locator('.target'));
    await edge(page, 'ask-to-end').waitFor();
    await save(page);
    expect((await edgesIn(id)).map(({ sourceHandle }) => sourceHandle)).toEqual([name]);
    expect(await drawnEdges(page)).toEqual([{ id: 'ask-to-end', branch: name }]);
    await edge(page, 'ask-to-end').focus();
    await page.keyboard.press('Enter');
    await page.getByText(`Taken when the step leaves by “${name}”.`).waitFor();
  });
});

it('an edge without a branch is drawn from "any branch", flagged, and given one', async () => {
  const id = await aFlow('system', unique('Any branch'), {
    nodes: [decide, note('always', -80), note('no', 120)],
    edges: [
      { id: 'a', source: 'decide', target: 'always' },
      { id: 'n', source: 'decide', target: 'no', sourceHandle: 'false' },
    ],
  });
  await visit(editorOf(id), async (page) => {
    await edge(page, 'a').waitFor();
    expect(await drawnEdges(page)).toEqual([
      { id: 'a', branch: 'any branch' },
      { id: 'n', branch: 'false' },
    ]);
    await page.getByText('1 warning').click();
    await page.getByText(/the edge names no branch/).click();
    await page.keyboard.press('Escape');
    await page
      .getByText(/whichever branch is taken/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: 'Leaves by' }).click();
    await page.getByRole('option', { name: 'true', exact: true }).click();
    await page.getByText('No problems').waitFor();
    await eventually(async () =>
      expect(await drawnEdges(page)).toEqual([
        { id: 'a', branch: 'true' },
        { id: 'n', branch: 'false' },
      ]),
    );
    await save(page);
    expect((await edgesIn(id)).map(({ sourceHandle }) => sourceHandle)).toEqual(['true', 'false']);
  });
});

it('branches connected false before true are drawn from their handles while step types are late', async () => {
  const id = await aFlow('system', unique('Cold caches'), {
    nodes: [decide, note('yes', -80), note('no', 120)],
    edges: [
      { id: 'no', source: 'decide', target: 'no', sourceHandle: 'false' },
      { id: 'yes', source: 'decide', target: 'yes', sourceHandle: 'true' },
    ],
  });
  await visit('/help', async (page) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/step-types', async (route) => {
      await released;
      await route.continue();
    });
    const asked = page.waitForRequest('**/api/step-types');
    await page.goto(new URL(editorOf(id), page.url()).href);
    await asked;
    release();
    await page.getByRole('button', { name: 'Add Condition' }).waitFor();
    await edge(page, 'yes').waitFor();
    expect(await drawnEdges(page)).toEqual([
      { id: 'no', branch: 'false' },
      { id: 'yes', branch: 'true' },
    ]);
  });
});

it('edges follow their handles when branches are named anew and put in another order', async () => {
  const choose = (...names: string[]) =>
    step('choose', 'split', 0, 0, { branches: names.map((name) => ({ name, weight: 1 })) });
  const others = [note('first', -80), note('second', 120)];
  const edges = [
    { id: 'one', source: 'choose', target: 'first', sourceHandle: 'a' },
    { id: 'two', source: 'choose', target: 'second', sourceHandle: 'b' },
  ];
  const graph: DraftGraph = { nodes: [choose('a', 'b'), ...others], edges };
  const id = await aFlow('system', unique('Reordered'), graph);
  await visit(`${editorOf(id)}?panel=json`, async (page) => {
    await edge(page, 'two').waitFor();
    await page
      .getByRole('textbox', { name: 'The graph as JSON' })
      .fill(JSON.stringify({ nodes: [choose('b', 'a'), ...others], edges }));
    await eventually(async () =>
      expect(await drawnEdges(page)).toEqual([
        { id: 'one', branch: 'a' },
        { id: 'two', branch: 'b' },
      ]),
    );
  });
});

it('two edges between the same stages are drawn apart, and each is selected by a click', async () => {
  const stage = (id: string, x: number) => step(id, 'ux', x, 0, {});
  const id = await aFlow('bmc', unique('Apart'), {
    nodes: [stage('begun', 0), stage('won', 420)],
    edges: [
      {
        id: 'rich',
        source: 'begun',
        target: 'won',
        type: 'ux',
        data: { condition: 'contact.company != ""' },
      },
      { id: 'else', source: 'begun', target: 'won', type: 'ux', data: { default: true } },
    ],
  });
  await visit(`${editorOf(id)}?panel=settings`, async (page) => {
    await edge(page, 'rich').waitFor();
    expect(await middlesApart(page, 'rich', 'else')).toBeGreaterThan(20);
    for (const [chosen, other] of [
      ['rich', 'else'],
      ['else', 'rich'],
    ] as const) {
      await clickEdge(page, chosen);
      await eventually(async () => {
        expect(await edge(page, chosen).getAttribute('class')).toContain('selected');
        expect(await edge(page, other).getAttribute('class')).not.toContain('selected');
      });
      await page.getByText('begun → won').waitFor();
    }
  });
});

it('selecting everything, and taking back what was pasted, leave the side panel alive', async () => {
  const id = await aFlow('system', unique('Selected'), {
    nodes: [note('first', -80), note('second', 120)],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await node(page, 'first').click();
    await eventually(async () => expect(await name.inputValue()).toBe('first'));
    await page.keyboard.press('Control+a');
    await page.getByText('2 steps are selected').waitFor();
    await node(page, 'second').click();
    await eventually(async () => expect(await name.inputValue()).toBe('second'));

    await page.keyboard.press('Control+c');
    await page.keyboard.press('Control+v');
    await eventually(async () => expect(await node(page, 'second').count()).toBe(2));
    await page.keyboard.press('Control+z');
    await eventually(async () => expect(await node(page, 'second').count()).toBe(1));
    await page.getByRole('textbox', { name: 'Name of the flow' }).waitFor();
    await node(page, 'first').click();
    await eventually(async () => expect(await name.inputValue()).toBe('first'));
  });
});

it('a step is put on an edge by its plus, from the keyboard too, and what follows makes room', async () => {
  const id = await aFlow('system', unique('Inserted'), {
    nodes: [decide, note('end', 0)],
    edges: [{ id: 'yes', source: 'decide', target: 'end', sourceHandle: 'true' }],
  });
  await visit(editorOf(id), async (page) => {
    const picker = page.getByRole('dialog', { name: 'Choose a step' });
    await edge(page, 'yes').locator('.react-flow__edge-path').hover({ force: true });
    await page.getByRole('button', { name: 'Insert between decide and end' }).click();
    await expectAccessible(page);
    await picker.getByRole('textbox').fill('transf');
    await page.keyboard.press('Enter');
    await node(page, 'Transform').waitFor();
    await picker.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Insert between Transform and end' }).focus();
    await page.keyboard.press('Enter');
    await picker.waitFor();
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'detached' });
    await save(page);
    expect(
      (await edgesIn(id)).map(({ source, target, sourceHandle }) => [source, target, sourceHandle]),
    ).toEqual([
      ['decide', 'transform', 'true'],
      ['transform', 'end', undefined],
    ]);
  });
});

it('a connection is drawn from anywhere on the half of a node, and asks for a step where nothing is', async () => {
  const id = await aFlow('system', unique('Let go'), {
    nodes: [step('first', 'set', 0, 0, { values: { a: '1' } }), note('end', 0)],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    const drag = async (x: number, y: number) => {
      const from = await node(page, 'first').boundingBox();
      await page.mouse.move((from?.x ?? 0) + (from?.width ?? 0) * 0.7, (from?.y ?? 0) + 20);
      await page.mouse.down();
      await page.mouse.move(x - 30, y, { steps: 4 });
      await page.mouse.move(x, y);
      await page.mouse.up();
    };
    await node(page, 'end').waitFor();
    const to = await node(page, 'end').boundingBox();
    await drag((to?.x ?? 0) + (to?.width ?? 0) * 0.6, (to?.y ?? 0) + 30);
    await edge(page, 'first-to-end').waitFor();
    await drag(to?.x ?? 0, (to?.y ?? 0) + 180);
    await page
      .getByRole('dialog', { name: 'Choose a step' })
      .getByText('Wait', { exact: true })
      .click();
    await edge(page, 'first-to-wait').waitFor();
    await save(page);
    expect((await edgesIn(id)).map(({ target }) => target)).toEqual(['end', 'wait']);
  });
});
