import { getRun } from '@/client';
import { nodesOf } from '../src/features/workflows/editor/model/document';
import { draftOf, editorOf, node } from './canvas';
import { expectAccessible, visit } from './console';
import { eventually } from './eventually';
import { aFlow, aRun, unique } from './given';

it('a step is tried alone with the data of a run, and with an output that is pinned', async () => {
  const id = await aFlow('system', unique('Tried'), {
    nodes: [
      {
        id: 'fetch',
        type: 'set',
        label: 'Fetch',
        position: { x: 0, y: 0 },
        data: { values: { a: '1' } },
      },
      {
        id: 'double',
        type: 'transform',
        label: 'Double',
        position: { x: 300, y: 0 },
        data: { values: { b: 'steps.fetch.output.a * 2' } },
      },
    ],
    edges: [{ id: 'then', source: 'fetch', target: 'double' }],
  });
  const run = await aRun(id);
  await eventually(async () => {
    const { data } = await getRun({ path: { id: run }, throwOnError: true });
    expect(data.status).toBe('completed');
  });
  await visit(editorOf(id), async (page) => {
    const test = page.getByRole('region', { name: 'Test' });
    await node(page, 'Double').click();
    await test.getByRole('region', { name: 'Output' }).getByText('"b": 2').waitFor();
    await node(page, 'Fetch').click();
    await test.getByRole('button', { name: 'Pin this output' }).click();
    await test.getByRole('textbox', { name: 'Pinned output' }).fill('{"a": 21}');
    await node(page, 'Fetch').getByRole('img', { name: 'Output pinned' }).waitFor();
    await expectAccessible(page);

    await node(page, 'Double').click();
    await test.getByRole('button', { name: 'Run only this step' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('"b": 42').first().waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await test.getByRole('region', { name: 'Output' }).getByText('"b": 42').waitFor();

    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await dialog.getByRole('switch', { name: /Give pinned outputs/ }).waitFor();
    await dialog.getByText('Not carried out: Fetch.').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByText('"b": 42').first().waitFor();
  });
  const { draft } = await draftOf(id);
  expect(nodesOf(draft)[0]?.pin).toEqual({ output: { a: 21 } });
});

it('before a step runs alone, it is told what really happens', async () => {
  const id = await aFlow('system', unique('Acting'), {
    nodes: [
      {
        id: 'promote',
        type: 'contact.update',
        label: 'Promote',
        position: { x: 0, y: 0 },
        data: { values: { title: "'Countess'" } },
      },
    ],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'Promote').click();
    await page.getByText('It has not run by itself yet.').waitFor();
    await page.getByRole('button', { name: 'Run only this step' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run only Promote' });
    await dialog
      .getByRole('alert')
      .getByText(/^Promote: /)
      .waitFor();
    await dialog.getByRole('combobox', { name: 'Contact' }).waitFor();
  });
});
