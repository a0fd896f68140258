import { expectAccessibleInBothColours, visit } from './console';
import { anAgent, unique } from './given';

const MAIL = {
  name: 'mail.send',
  input: { to: 'ada@example.org', subject: 'Hello', text: 'Dear Ada' },
};

it('an agent is started from the hub, asks before it sends, and says what it did', async () => {
  const task = unique('Greet Ada');
  const script = { turns: [{ thinking: 'A mail it is.', toolCalls: [MAIL] }, { text: 'Sent.' }] };
  await visit('/workflows', async (page) => {
    await page.getByRole('button', { name: 'Quick actions' }).click();
    await page.getByRole('menuitem', { name: 'Agent' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Task' }).fill(task);
    await dialog.getByLabel('Model').fill('scripted');
    await dialog.getByRole('textbox', { name: 'Script' }).fill(JSON.stringify(script));
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    await dialog.getByRole('link', { name: 'Open the run' }).click();

    await page
      .getByText(/Dear Ada/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('tab', { name: 'Transcript' }).click();
    const messages = page.getByRole('list', { name: 'Messages' });
    await messages.getByText('Sent.', { exact: true }).waitFor();
    await messages.getByText('Thinking').first().click();
    await messages.getByText('A mail it is.').waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('what is wrong with a task is said beside its field', async () => {
  await visit(
    '/workflows/sessions',
    async (page) => {
      await page.getByRole('button', { name: 'Quick actions' }).click();
      await page.getByRole('menuitem', { name: 'Agent' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
      await page.getByRole('dialog').getByText('is required').first().waitFor();
    },
    { expects: ['422'] },
  );
});

it('an agent is given Claude Code, a repository and the tools for it', async () => {
  await visit(
    '/workflows/sessions',
    async (page) => {
      await page.getByRole('button', { name: 'Quick actions' }).click();
      await page.getByRole('menuitem', { name: 'Agent' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Task' }).fill(unique('Mend it'));
      await dialog.getByRole('combobox', { name: 'Runner' }).click();
      await page.getByRole('option', { name: 'Claude Code' }).click();
      await dialog.getByText('The claude program works on the task.').waitFor();
      await dialog.getByText('git.commit').waitFor({ state: 'detached' });
      await dialog.getByRole('combobox', { name: 'Workspace' }).click();
      await page.getByRole('option', { name: 'A new one of a repository' }).click();
      await dialog.getByText('git.commit').waitFor();
      await dialog.getByRole('textbox', { name: 'Repository' }).fill('ftp://git.example/a');
      await expectAccessibleInBothColours(page);
      await dialog.getByRole('button', { name: 'Start', exact: true }).click();
      await dialog.getByText(/is neither https/).waitFor();
    },
    { expects: ['422'] },
  );
});

it('a session is found by its words, read, written to and forked', async () => {
  const task = unique('Remember heliotrope');
  await anAgent(task, [{ text: 'I do.' }, { text: 'Still.' }]);
  await visit(`/workflows/sessions?q=${encodeURIComponent(task)}`, async (page) => {
    await page
      .getByText(/unread/)
      .last()
      .waitFor();
    await page.getByRole('link', { name: task }).first().click();
    await page.getByText('I do.', { exact: true }).waitFor();
    await page.getByRole('button', { name: /Mark \d+ as read/ }).click();
    await page.getByRole('button', { name: /Mark \d+ as read/ }).waitFor({ state: 'detached' });

    await page.getByRole('textbox', { name: 'Message', exact: true }).fill('And now?');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('And now?', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Fork at message 1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `${task} (fork)` }).waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('a call is refused with a reason that the agent is told, and why it stopped is said', async () => {
  const task = unique('Greet Grace');
  const decide = { name: 'decide', input: { decision: 'wait', reason: 'she is away' } };
  const turns = [{ toolCalls: [MAIL] }, { toolCalls: [decide] }];
  const { runId } = await anAgent(task, turns, { maxTurns: 2 });
  await visit(`/workflows/runs/${runId}`, async (page) => {
    await page.getByRole('textbox', { name: 'Reason' }).fill('She is on leave');
    await expectAccessibleInBothColours(page);
    await page.getByRole('button', { name: 'Refuse' }).click();
    await page.getByText('It has used up its turns').waitFor();
    await page.getByText('2 of 2', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Transcript' }).click();
    await page.getByText(/mail.send failed/).click();
    await page.getByText(/She is on leave/).waitFor();
    await expectAccessibleInBothColours(page);
  });
});

it('a fork is compared with its origin, one of them is kept, and the other is reopened', async () => {
  const task = unique('Choose a colour');
  const { sessionId } = await anAgent(task, [{ text: 'Green.' }]);
  await visit(`/workflows/sessions/${sessionId}`, async (page) => {
    await page.getByText('Green.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Fork at message 1', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `${task} (fork)` }).waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('menuitem', { name: task }).click();

    await page.getByText('Both begin with the same 1 message').waitFor();
    const origin = page.getByRole('region', { name: task, exact: true });
    await origin.getByText('Green.', { exact: true }).waitFor();
    await expectAccessibleInBothColours(page);
    await origin.getByRole('button', { name: /Keep this one/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: task, exact: true }).waitFor();

    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('menuitem', { name: `${task} (fork)` }).click();
    const fork = page.getByRole('region', { name: `${task} (fork)`, exact: true });
    await fork.getByText('Closed', { exact: true }).waitFor();
    await fork.getByRole('link', { name: 'Open' }).click();
    await page.getByText('This session is closed').waitFor();
    await expectAccessibleInBothColours(page);
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByRole('textbox', { name: 'Message', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).waitFor();
  });
});

it('how runs went is told by day and by what they have in common, and leads to them', async () => {
  const agentType = unique('painter');
  await anAgent(unique('Paint'), [{ text: 'Painted.' }], { agentType });
  await visit('/workflows/analytics', async (page) => {
    await page.getByText('Runs by day').waitFor();
    await page.getByRole('combobox', { name: 'Group by' }).click();
    await page.getByRole('option', { name: 'Agent type' }).click();
    await page.getByRole('cell', { name: agentType, exact: true }).waitFor();
    await expectAccessibleInBothColours(page);
    await page.getByRole('link', { name: `Runs of ${agentType}: 1`, exact: true }).click();
    await page
      .getByRole('table', { name: 'Runs' })
      .getByText(/Paint /)
      .waitFor();
  });
  await visit(
    '/workflows/analytics?from=2001-01-01&to=2001-01-31',
    async (page) => {
      await page.getByText('No runs in these days').waitFor();
      await page.getByLabel('First day, in UTC').fill('2001-02-01');
      await page.getByRole('alert').waitFor();
      await expectAccessibleInBothColours(page);
    },
    { expects: ['400', '422'] },
  );
});
