import { createSchedule } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { aQuickFlow, aWaitingFlow, unique } from './given';

async function aSchedule(name: string, flowId: string) {
  const { data } = await createSchedule({
    body: { name, kind: 'flow', target: { flowId }, every: 'P1D' },
    throwOnError: true,
  });
  return data;
}

it('a schedule is made with its next times in sight, and runs when it is told to', async () => {
  const flowName = unique('Scheduled flow');
  await aQuickFlow(flowName);
  const name = unique('Mornings');
  await visit('/workflows/schedules', async (page) => {
    await page.getByRole('button', { name: 'New schedule' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('combobox', { name: 'Flow' }).fill(flowName);
    await page.getByRole('option', { name: flowName }).click();
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
    const times = dialog.getByRole('list', { name: 'Next times in Asia/Tokyo' });
    await times.getByText(/09:00/).first().waitFor();
    expect(await times.getByRole('listitem').count()).toBe(5);
    await dialog.getByRole('combobox', { name: 'When', exact: true }).click();
    await page.getByRole('option', { name: 'On some days of the week' }).click();
    await dialog.getByText('Su', { exact: true }).click();
    await dialog.getByLabel('At', { exact: true }).fill('07:30');
    await times
      .getByText(/Sun.*07:30/)
      .first()
      .waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Create' }).click();

    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByText('every Monday, Sunday at 07:30 (Asia/Tokyo)').waitFor();
    await page.getByText('It has not been due yet').waitFor();
    await page.getByRole('button', { name: 'Run now' }).click();
    const last = page.getByRole('table', { name: 'Last times' });
    await last.getByText('Completed').waitFor();
    await expectAccessibleInBothColours(page);
    await last.getByRole('link').first().click();
    await page
      .getByText(/Started by the schedule/)
      .first()
      .waitFor();
  });
});

it('what is wrong with the times is said while they are written', async () => {
  await visit(
    '/workflows/schedules',
    async (page) => {
      await page.getByRole('button', { name: 'New schedule' }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'When', exact: true }).click();
      await page.getByRole('option', { name: 'By a cron expression' }).click();
      await dialog.getByRole('textbox', { name: 'Cron expression' }).fill('0 9 30 2 *');
      await dialog.getByText(/never due/).waitFor();
      await dialog.getByRole('textbox', { name: 'Cron expression' }).fill('0 9 1 2 *');
      await dialog.getByText(/1 Feb/).first().waitFor();
    },
    { expects: ['422'] },
  );
});

it('a schedule is paused, resumed, made up for and deleted', async () => {
  const schedule = await aSchedule(unique('Nightly'), await aWaitingFlow(unique('Slow flow')));
  await visit(`/workflows/schedules/${schedule.id}`, async (page) => {
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('None while it is paused.').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('list', { name: 'Next times in UTC' }).waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Make up for the past' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Run 1 time' }).click();
    await page
      .getByRole('table', { name: 'Last times' })
      .getByText(/Running|Waiting/)
      .waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
    expect(await page.getByText(schedule.name, { exact: true }).count()).toBe(0);
  });
});
