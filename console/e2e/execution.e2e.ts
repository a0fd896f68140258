import { createFlow, getRun } from '@/client';
import { editorOf } from './canvas';
import { expectAccessible, expectAccessibleInBothColours, visit } from './console';
import { aFlow, aQuickFlow, unique } from './given';

const SCHEMA = {
  type: 'object',
  required: ['city'],
  properties: {
    city: { type: 'string', title: 'City', default: 'Bern' },
    guests: { type: 'integer', title: 'Guests', default: 2 },
  },
};

async function anAskingForInput(name: string): Promise<string> {
  const graph = {
    nodes: [
      {
        id: 'note',
        type: 'transform',
        label: 'Note',
        position: { x: 0, y: 0 },
        data: { values: { place: 'input.city' } },
      },
    ],
    edges: [],
  };
  const body = { kind: 'system' as const, name, graph, inputSchema: SCHEMA };
  return (await createFlow({ body, throwOnError: true })).data.id;
}

it('a flow without inputs runs at once, and its steps and canvas light up', async () => {
  const id = await aQuickFlow(unique('At once'));
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Completed').waitFor();
    await dialog
      .getByRole('list', { name: 'Steps' })
      .getByText(/^greet/)
      .waitFor();
    await dialog.getByRole('region', { name: 'Result' }).getByText('hello').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Close' }).click();
    await page.locator('.react-flow__node').getByRole('img', { name: 'completed' }).waitFor();
  });
});

it('inputs are asked by a form with defaults, and changed to run again; two runs are compared', async () => {
  const id = await anAskingForInput(unique('Asked'));
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('City').inputValue()).toBe('Bern');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByRole('region', { name: 'Result' }).getByText('Bern').waitFor();

    await dialog.getByRole('button', { name: 'Run again' }).click();
    await dialog.getByLabel('City').fill('Oslo');
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByRole('region', { name: 'Result' }).getByText('Oslo').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    await page.getByRole('tab', { name: 'Runs' }).click();
    const boxes = page.getByRole('checkbox', { name: /^Compare the run/ });
    await boxes.nth(1).waitFor();
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const table = page.getByRole('table', { name: 'Two runs compared' });
    await table
      .getByRole('row', { name: /^Input/ })
      .getByText(/Oslo/)
      .waitFor();
    await table
      .getByRole('row', { name: /^Input/ })
      .getByText(/Bern/)
      .waitFor();
  });
});

it('what is typed is saved before it runs, and a flow with errors does not run', async () => {
  const id = await aQuickFlow(unique('Saved first'));
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().click();
    const value = page.getByRole('textbox', { name: 'Value of greeting' });
    await value.fill("'changed'");
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'Result' }).getByText('changed').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await value.fill('(');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByText('That did not work').waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('a failed step shows why, and the run is tried again from there', async () => {
  const id = await aFlow('system', unique('Failing'), {
    nodes: [
      {
        id: 'divide',
        type: 'set',
        label: 'Divide',
        position: { x: 0, y: 0 },
        data: { values: { share: '1 / int(input.parts)' }, retry: { maxAttempts: 1 } },
      },
    ],
    edges: [],
  });
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('list', { name: 'Steps' }).getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Retry from the failed step' }).click();
    await dialog.getByRole('link', { name: 'Open the run' }).click();
    await page.waitForURL('**/workflows/runs/*');
    const run = page.url().split('/').at(-1) ?? '';
    const { data } = await getRun({ path: { id: run }, throwOnError: true });
    expect(data.flowId).toBe(id);
  });
});

it('a run begins at a chosen step, with what came before taken from an earlier run', async () => {
  const step = (id: string, value: string, x: number) => ({
    id,
    type: 'set',
    label: id,
    position: { x, y: 0 },
    data: { values: { value } },
  });
  const id = await aFlow('system', unique('From a step'), {
    nodes: [step('first', 'string(now)', 0), step('second', 'string(now)', 260)],
    edges: [{ id: 'e', source: 'first', target: 'second' }],
  });
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Completed').waitFor();
    await dialog.getByRole('button', { name: 'Run from second' }).click();
    const steps = dialog.getByRole('list', { name: 'Steps' }).getByRole('listitem');
    await steps.filter({ hasText: 'first' }).waitFor({ state: 'detached' });
    await dialog.getByText('Completed').waitFor();
    await dialog.getByRole('link', { name: 'Open the run' }).click();
    await page.getByRole('link', { name: 'From second of an earlier run' }).waitFor();
    await page
      .getByRole('list', { name: 'Steps' })
      .getByRole('button', { name: /^second/ })
      .click();
    const before = page.url();
    await page.getByRole('button', { name: 'Run from here' }).click();
    await page.waitForURL((url) => url.href !== before);
    const run = page.url().split('/').at(-1) ?? '';
    const read = async () => (await getRun({ path: { id: run }, throwOnError: true })).data;
    await expect.poll(async () => (await read()).status, { timeout: 20_000 }).toBe('completed');
    await page.getByText('Completed').first().waitFor();
    const data = await read();
    expect(data.nodeStates?.first?.status).toBe('completed');
    expect(data.steps?.map(({ nodeId }) => nodeId)).not.toContain('first');
  });
});

it('a connection that is missing is named by the step that needs it, and added on the spot', async () => {
  const id = await aFlow('system', unique('Connected'), {
    nodes: [
      {
        id: 'call',
        type: 'http.request',
        label: 'Call the shop',
        position: { x: 0, y: 0 },
        data: {
          method: 'GET',
          url: 'http://127.0.0.1:9/',
          connection: 'http',
          retry: { maxAttempts: 1 },
        },
      },
    ],
    edges: [],
  });
  const name = unique('Shop');
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const needs = page.getByRole('region', { name: 'Connections' });
    await needs.getByText('Needed by Call the shop').waitFor();
    await needs.getByRole('button', { name: 'Add one for http' }).click();
    const dialog = page.getByRole('dialog', { name: 'New connection' });
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    await dialog.getByRole('group', { name: /Hosts/ }).getByRole('textbox').fill('127.0.0.1');
    await dialog.getByLabel('Token or password').first().fill('a-token');
    await dialog.getByRole('button', { name: 'Store' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await needs.getByRole('combobox').inputValue()).toBe(name);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Execute' }).click();
    // It has what it needs, and goes to the address, which is not one that may be called.
    await page.getByRole('list', { name: 'Steps' }).getByRole('alert').waitFor();
  });
});
