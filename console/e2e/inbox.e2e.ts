import { getRun } from '@/client';
import { BASE, expectAccessibleInBothColours, visit } from './console';
import { aBusinessFlow, aContact, aFlow, aJourney, anAskingFlow, aRun, unique } from './given';

it('a task is answered by the form made from its schema, which is checked first', async () => {
  const title = unique('May it be sent?');
  const run = await aRun(await anAskingFlow(unique('Asking'), title));
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    await page.getByRole('link', { name: new RegExp(title.replace('?', '\\?')) }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Is required.').first().waitFor();
    await page.getByLabel('Reason').fill('It is good.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(`${title}: Approve.`).first().waitFor();
    await page.getByText('Nothing waits for a person right now.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByLabel('Reason').inputValue()).toBe('It is good.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(`${title}: Approve.`).first().waitFor();
    // The page goes away before the answer is sent by itself.
    await page.goto(`${BASE}/help`);
    await page.getByRole('heading', { level: 1, name: 'Help' }).waitFor();
  });
  await vi.waitFor(
    async () => {
      const { data } = await getRun({ path: { id: run }, throwOnError: true });
      expect(data.nodeStates?.thank?.status).toBe('completed');
    },
    { timeout: 10_000 },
  );
});

it('a form has its fields in the order of its schema', async () => {
  const title = unique('Who comes?');
  const field = (name: string) => ({ type: 'string', title: name });
  const flow = await aFlow('system', unique('Ordered'), {
    nodes: [
      {
        id: 'ask',
        type: 'human.task',
        label: 'Ask',
        position: { x: 0, y: 0 },
        data: {
          title,
          form: {
            type: 'object',
            properties: { town: field('Town'), age: field('Age'), name: field('Given name') },
          },
        },
      },
    ],
    edges: [],
  });
  await aRun(flow);
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    await page.getByLabel('Town').waitFor();
    const labels = page.locator('label').filter({ hasText: /^(Town|Age|Given name)$/ });
    expect(await labels.allInnerTexts()).toEqual(['Town', 'Age', 'Given name']);
  });
});

it('tasks with one title are told apart by the person, and an answer tells what follows', async () => {
  const title = unique('Does this one fit?');
  const flow = await anAskingFlow(unique('Asking'), title);
  const spine = unique('Fitting');
  const id = await aBusinessFlow(spine, flow);
  const [ada, bob] = [await aContact(unique('Ada')), await aContact(unique('Bob'))];
  await aJourney(id, ada);
  await aJourney(id, bob);
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    const tasks = page.getByRole('list', { name: 'Tasks' });
    await tasks.getByText(`${ada.name} · ${spine} · ask`).waitFor();
    await tasks.getByText(`${bob.name} · ${spine} · ask`).click();
    await page.getByRole('link', { name: bob.name ?? '', exact: true }).waitFor();
    await page.getByLabel('Reason').fill('It is good.');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByText(`${title} (${bob.name}): Approve. The journey goes on.`).waitFor();
  });
});

it('the inbox is filtered by flow, stage, kind, due date and assignee, in the address', async () => {
  const title = unique('Which of them?');
  const flow = await aBusinessFlow(unique('Filtered'), await anAskingFlow(unique('Asking'), title));
  await aJourney(flow, await aContact(unique('Ada')));
  const filters = `flowId=${flow}&uxNodeId=begun&kind=step&overdue=false&assigned=false`;
  await visit(`/inbox?${filters}`, async (page) => {
    const task = page.getByRole('list', { name: 'Tasks' }).getByText(title);
    await task.waitFor();
    await page.getByRole('button', { name: 'More filters (5)' }).click();
    const assigned = page.getByRole('combobox', { name: 'Assigned or not' });
    await assigned.waitFor();
    await expectAccessibleInBothColours(page);
    await assigned.click();
    await page.getByRole('option', { name: 'Assigned', exact: true }).click();
    await page.waitForURL('**/inbox?*assigned=true*');
    await page.getByText('No task fits the filters.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await page.getByRole('button', { name: 'More filters', exact: true }).waitFor();
    await task.waitFor();
    expect(new URL(page.url()).searchParams.has('flowId')).toBe(false);
  });
});

it('tasks that ask for the same are chosen by keyboard and answered together', async () => {
  const title = unique('Shall they go?');
  const flow = await anAskingFlow(unique('Asking many'), title);
  const runs = [await aRun(flow), await aRun(flow), await aRun(flow)];
  await visit(`/inbox?q=${encodeURIComponent(title)}`, async (page) => {
    const tasks = page.getByRole('list', { name: 'Tasks' });
    const dialog = page.getByRole('dialog');
    await tasks.getByRole('link').nth(2).waitFor();
    await page.getByRole('heading', { name: title }).waitFor();

    await page.keyboard.press('?');
    await dialog.getByText('the next task, the one before').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });

    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await tasks.getByRole('link').nth(1).and(page.locator('[aria-current]')).waitFor();
    await page.keyboard.press('x');
    await page.getByText('2 tasks chosen').waitFor();
    await page.getByRole('button', { name: 'Answer', exact: true }).click();
    await dialog.getByRole('combobox', { name: 'Choice' }).click();
    await page.getByRole('option', { name: 'Approve' }).click();
    await dialog.getByLabel('Reason').fill('All of them.');
    await dialog.getByText('It will be done to 2 tasks.').waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Answer 2 tasks' }).click();
    await dialog.getByText('2 tasks of 2 done').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await tasks.getByRole('link').nth(1).waitFor({ state: 'detached' });
    await page.getByLabel('Reason').fill('This one not.');
    await page.getByRole('heading', { name: title }).click();
    await page.keyboard.press('2');
    await page.getByText(`${title}: Decline.`).first().waitFor();
    await page.getByRole('link', { name: 'Contacts', exact: true }).click();
    await page.getByText(`${title}: Decline. The run goes on.`).waitFor();
  });
  await vi.waitFor(
    async () => {
      const ended = await Promise.all(
        runs.map(async (id) => (await getRun({ path: { id }, throwOnError: true })).data),
      );
      expect(ended.map(({ status }) => status)).toEqual(Array(3).fill('completed'));
      const thanked = ended.filter(({ nodeStates }) => nodeStates?.thank?.status === 'completed');
      expect(thanked).toHaveLength(2);
    },
    { timeout: 10_000 },
  );
});
