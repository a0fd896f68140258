import { type Contact, cancelRun } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { eventually } from './eventually';
import { aContact, aFlow, anAskingFlow, aQuickFlow, aRun, aWaitingFlow, unique } from './given';

it('a run that starts shows on the open dashboard and board without a reload', async () => {
  const name = unique('Live');
  const flow = await aWaitingFlow(name);
  await visit('/workflows?view=kanban', async (page) => {
    await page.getByRole('status').getByText('Live').waitFor();
    await aRun(flow);
    await page
      .getByRole('region', { name: /^Running/ })
      .getByRole('link', { name })
      .waitFor({ timeout: 5000 });
  });
});

it('a run is paused, resumed and cancelled from its page, and asked about first', async () => {
  const name = unique('Steered');
  const run = await aRun(await aWaitingFlow(name));
  await visit(`/workflows/runs/${run}`, async (page) => {
    const summary = page.locator('dl').first();
    await page.getByRole('button', { name: 'Pause' }).click();
    await summary.getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await summary.getByText('Waiting for its time').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await summary.getByText('Cancelled').waitFor();
    await page.getByRole('button', { name: 'Retry' }).waitFor();
  });
});

it('runs of one flow are told apart by whom they are for, and say whose answer they wait for', async () => {
  const name = unique('Asking');
  const flow = await anAskingFlow(name, 'May she?', { assignee: 'Grace' });
  const ada = await aContact(unique('Ada'));
  const bob = await aContact(unique('Bob'));
  await aRun(flow, { contactId: ada.id });
  const run = await aRun(flow, { contactId: bob.id });
  await visit(`/workflows?view=list&q=${encodeURIComponent(name)}`, async (page) => {
    const rowOf = (contact: Contact) =>
      page.getByRole('row').filter({ has: page.getByRole('link', { name: contact.name ?? '' }) });
    await rowOf(ada).getByText('Waiting for Grace’s answer').waitFor();
    await rowOf(bob).getByText('Waiting for Grace’s answer').waitFor();
    await rowOf(bob).getByRole('link', { name }).click();
    await page.waitForURL(`**/workflows/runs/${run}`);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    const summary = page.locator('dl').first();
    await summary.getByText('Waiting for Grace’s answer').waitFor();
    await summary.getByRole('link', { name: bob.name ?? '' }).click();
    await page.waitForURL(`**/contacts/${bob.id}`);
  });
});

it('a failed request is told by the name of its step, without secrets, also at its node', async () => {
  const flow = await aFlow('system', unique('Calling'), {
    nodes: [
      {
        id: 'h1',
        type: 'http.request',
        label: 'Tell the CRM',
        position: { x: 0, y: 0 },
        data: {
          method: 'POST',
          url: 'http://crm.invalid/{{input.who}}?token=swordfish',
          headers: { Authorization: 'Bearer swordfish', 'X-Trace': '{{input.who}}' },
          body: { who: '{{input.who}}', like: 'a swordfish' },
          retry: { maxAttempts: 1 },
        },
      },
    ],
    edges: [],
  });
  await visit(`/workflows/runs/${await aRun(flow, { input: { who: 'ada' } })}`, async (page) => {
    const steps = page.getByRole('list', { name: 'Steps', exact: true });
    await steps
      .getByText(/crm\.invalid/)
      .first()
      .waitFor();
    await eventually(async () => expect(await steps.getByText('http.request').count()).toBe(0));
    await steps.getByRole('button', { name: /^Tell the CRM/ }).click();
    const request = page.getByRole('region', { name: 'Request of Tell the CRM' });
    await request.getByText(/crm\.invalid\/ada\?token=\[hidden\]/).waitFor();
    await request.getByText(/"X-Trace": "ada"/).waitFor();
    expect(await request.textContent()).not.toContain('swordfish');

    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.react-flow__node').focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Error of Tell the CRM' })
      .getByText(/crm\.invalid/)
      .waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('a run shows its steps, its data and its graph', async () => {
  const run = await aRun(await aQuickFlow(unique('Shown')));
  await visit(`/workflows/runs/${run}`, async (page) => {
    await page.locator('dl').first().getByText('Completed').waitFor();
    await page.getByRole('button', { name: /greet/ }).click();
    await page.getByRole('region', { name: 'Output of greet' }).getByText('hello').waitFor();
    await page.getByRole('tab', { name: 'Input and output' }).click();
    await page.getByRole('region', { name: 'Result' }).first().getByText('hello').waitFor();
    await page.getByRole('tab', { name: 'Graph' }).click();
    await page.locator('.react-flow__node').getByText('greet').waitFor();
    expect(page.url()).toContain('section=graph');
  });
});

it('many runs are chosen in their table and cancelled together', async () => {
  const name = unique('Crowded run');
  const flow = await aWaitingFlow(name);
  await aRun(flow);
  await aRun(flow);
  await visit(`/workflows?q=${encodeURIComponent(name)}`, async (page) => {
    const table = page.getByRole('table', { name: 'Runs' });
    const dialog = page.getByRole('dialog');
    await table.getByRole('link', { name }).nth(1).waitFor();
    await table
      .getByRole('checkbox', { name: `Choose ${name}` })
      .first()
      .check();
    await page.getByRole('button', { name: 'Select all 2 that match' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Cancel 2 runs' }).click();
    await dialog.getByText('2 runs of 2 done').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await table.getByText('Cancelled', { exact: true }).nth(1).waitFor();
  });
});

it('runs that another run has called are listed with all runs', async () => {
  const called = unique('Called');
  const flowId = await aQuickFlow(called);
  const calling = await aFlow('system', unique('Calling'), {
    nodes: [
      {
        id: 'call',
        type: 'subflow',
        label: 'Call it',
        position: { x: 0, y: 0 },
        data: { flowId },
      },
    ],
    edges: [],
  });
  await aRun(calling);
  await visit(`/workflows?view=list&flowId=${flowId}`, async (page) => {
    const row = page.getByRole('table', { name: 'Runs' }).getByRole('link', { name: called });
    await page.getByText('No runs here').waitFor();
    await page.getByRole('switch', { name: 'All runs' }).click();
    await row.waitFor();
    await page.getByRole('switch', { name: 'All runs' }).click();
    await row.waitFor({ state: 'detached' });
  });
});

it('what was cancelled is counted apart from what failed', async () => {
  const flow = await aWaitingFlow(unique('Given up'));
  await cancelRun({ path: { id: await aRun(flow) }, throwOnError: true });
  await visit(`/workflows?view=kanban&flowId=${flow}`, async (page) => {
    await page
      .getByRole('region', { name: 'Failed: 1' })
      .getByText('1 cancelled', { exact: true })
      .waitFor();
  });
});

it('the table is sorted and filtered by the address', async () => {
  const name = unique('Sorted');
  const run = await aRun(await aQuickFlow(name));
  await visit(`/workflows?q=${encodeURIComponent(name)}&sort=name`, async (page) => {
    const table = page.getByRole('table', { name: 'Runs' });
    await table.getByRole('link', { name }).waitFor();
    expect(
      await table.getByRole('columnheader', { name: 'Run', exact: true }).getAttribute('aria-sort'),
    ).toBe('ascending');
    await table.getByRole('button', { name: 'Duration' }).click();
    await page.waitForURL('**sort=-durationMs**');
    await table.getByRole('link', { name }).click();
    await page.waitForURL(`**/workflows/runs/${run}`);
  });
});
