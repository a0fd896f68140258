import { createConnection, deleteConnection } from '@/client';
import { nodesOf } from '../src/features/workflows/editor/model/document';
import { draftOf, editorOf, node, saved } from './canvas';
import { expectAccessible, visit } from './console';
import { eventually } from './eventually';
import { aFlow, unique } from './given';

it('conditions, durations and forms are built without writing CEL, ISO 8601 or JSON', async () => {
  const at = (x: number) => ({ x, y: 0 });
  const id = await aFlow('system', unique('Composed'), {
    nodes: [
      { id: 'rest', type: 'wait', label: 'Rest', position: at(0), data: { duration: 'PT1M' } },
      {
        id: 'ask',
        type: 'condition',
        label: 'Ask',
        position: at(280),
        data: { expression: 'contact.company != null' },
      },
      { id: 'form', type: 'human.task', label: 'Form', position: at(560), data: { title: 'Do' } },
    ],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'Rest').click();
    await page.getByRole('textbox', { name: 'For: days' }).fill('2');
    await node(page, 'Rest').getByText('for 2 days 1 minute').waitFor();

    await node(page, 'Ask').click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByRole('combobox', { name: 'Field of rule 2' }).fill('contact.tags');
    await page.keyboard.press('Tab');
    await page.getByRole('combobox', { name: 'Operator of rule 2' }).click();
    await page.getByRole('option', { name: 'has', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value of rule 2' }).fill('vip');
    await node(page, 'Ask').getByText('company is known and tags has vip').waitFor();
    await expectAccessible(page);

    await node(page, 'Form').click();
    for (const label of ['Reason', 'Amount']) {
      await page.getByRole('button', { name: 'Add a field' }).click();
      await page
        .getByRole('textbox', { name: /^Label of field/ })
        .last()
        .fill(label);
    }
    await page.getByRole('button', { name: 'Move up field 2' }).click();
    await page.getByRole('combobox', { name: 'Type of field 1' }).click();
    await page.getByRole('option', { name: 'Number', exact: true }).click();
    await page.getByRole('checkbox', { name: 'Field 2 is required' }).check();
    await expectAccessible(page);
    await page.keyboard.press('Control+s');
    await saved(page);
  });
  const data = nodesOf((await draftOf(id)).draft).map((each) => each.data);
  expect(data).toMatchObject([
    { duration: 'P2DT1M' },
    { expression: 'contact.company != null && "vip" in contact.tags' },
    {
      form: {
        properties: {
          amount: { type: 'number', title: 'Amount' },
          reason: { type: 'string', title: 'Reason' },
        },
        required: ['reason'],
      },
    },
  ]);
  const form = data[2]?.form as { properties: object } | undefined;
  expect(Object.keys(form?.properties ?? {})).toEqual(['amount', 'reason']);
});

it('a step that connects offers the connections of its kind', async () => {
  const id = await aFlow('system', unique('Connected'), {
    nodes: [
      {
        id: 'call',
        type: 'http.request',
        label: 'Call',
        position: { x: 0, y: 0 },
        data: { url: 'https://example.org', connection: 'by name' },
      },
    ],
    edges: [],
  });
  const name = unique('Token');
  const { data: stored } = await createConnection({
    body: {
      toolkit: 'http',
      name,
      config: { scheme: 'bearer', hosts: ['example.org'] },
      secret: 's',
    },
    throwOnError: true,
  });
  await visit(editorOf(id), async (page) => {
    await node(page, 'Call').click();
    const field = page.getByRole('combobox', { name: 'Connection' });
    await eventually(async () => expect(await field.inputValue()).toBe('by name'));
    await field.fill(name);
    await page.getByRole('option', { name }).click();
    await page.keyboard.press('Control+s');
    await saved(page);
  });
  const [call] = nodesOf((await draftOf(id)).draft);
  expect(call?.data?.connection).toBe(stored.id);
  await deleteConnection({ path: { id: stored.id }, throwOnError: true });
});
