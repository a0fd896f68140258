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
