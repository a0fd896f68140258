import type { Locator, Page } from 'playwright-core';
import { listMails, replyToMail } from '@/client';
import { expectAccessibleInBothColours, visit } from './console';
import { aContact, aTemplate, unique } from './given';

/** Adds a step at the end; its settings are open then. */
async function addStep(page: Page, type: string): Promise<void> {
  await page.getByRole('button', { name: 'Add step' }).click();
  await page.getByRole('menuitem', { name: type }).click();
}

/** The settings of a step. */
const settings = (page: Page, number: number) =>
  page.getByRole('group', { name: `step ${number}`, exact: true });

const row = (page: Page, name: string) =>
  page.getByRole('table', { name: 'Enrollments' }).getByRole('row', { name });

/** Chooses an act from the menu of an enrollment, and agrees to it. */
async function act(page: Page, name: string, label: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: label }).click();
  await confirm(page.getByRole('dialog'), label);
}

const confirm = (dialog: Locator, label: string) =>
  dialog.getByRole('button', { name: label, exact: true }).click();

it('a template is made by mouse and keyboard, and contacts go through it', async () => {
  const mark = unique('Enrolled');
  const [one, two] = [`${mark} one`, `${mark} two`];
  const first = await aContact(one);
  await aContact(two);
  const subject = unique('Hello');
  await visit('/workflows/templates', async (page) => {
    await page.getByRole('button', { name: 'New template' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill(unique('Campaign'));
    await page.keyboard.press('Enter');
    await page.waitForURL(/templates\/[0-9a-f-]{36}$/);

    await addStep(page, 'Message');
    await settings(page, 1).getByRole('textbox', { name: 'Subject' }).fill('Goodbye');
    await settings(page, 1).getByRole('textbox', { name: 'Text' }).fill('See you.');
    await addStep(page, 'Message');
    await settings(page, 2).getByRole('textbox', { name: 'Subject' }).fill(subject);
    await settings(page, 2).getByRole('textbox', { name: 'Text' }).fill('Hi {{contact.name}}');
    await settings(page, 2).getByRole('textbox', { name: 'Time after the step before' }).fill('0');

    // What was added last comes first, by the keyboard.
    await page.getByRole('button', { name: 'Move step 2', exact: true }).focus();
    await page.keyboard.press('Space');
    await page.getByText('Step 2 is at place 2.').waitFor({ state: 'attached' });
    await page.keyboard.press('ArrowUp');
    await page.getByText('Step 2 is at place 1.').waitFor({ state: 'attached' });
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: new RegExp(`^1. Message.*${subject}`) }).waitFor();
    await page.getByRole('button', { name: /^2. Message.*Goodbye/ }).click();
    await settings(page, 2).getByRole('textbox', { name: 'Time after the step before' }).fill('3');
    await page.getByRole('list', { name: 'When steps come' }).getByText('Day 4').waitFor();
    await expectAccessibleInBothColours(page);
    await page.getByRole('button', { name: 'Save steps' }).click();
    await page.getByText('The steps are saved.').waitFor();

    await page.getByRole('button', { name: 'Activate' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('0 enrollments will begin').waitFor();
    await confirm(dialog, 'Activate');
    await page.getByRole('button', { name: 'Pause' }).waitFor();

    await page.getByRole('button', { name: 'Enroll', exact: true }).click();
    await dialog.getByRole('textbox', { name: 'Search contacts' }).fill(mark);
    await dialog.getByRole('button', { name: 'Select all 2 that match' }).click();
    await dialog
      .getByRole('status', { name: 'Forecast' })
      .getByText('2 will be enrolled')
      .waitFor();
    await expectAccessibleInBothColours(page);
    await dialog.getByRole('button', { name: 'Enroll 2 contacts' }).click();
    await dialog.getByRole('status', { name: 'Enrolling' }).getByText('Completed').waitFor();
    await dialog.getByRole('link', { name: 'Show enrollments' }).click();

    await row(page, one).getByText('2 of 2').waitFor();
    await row(page, one).getByText('The time of step 2').waitFor();
    await row(page, two).getByText('2 of 2').waitFor();
    const { data } = await listMails({ query: { q: subject }, throwOnError: true });
    expect(data.total).toBe(2);

    await act(page, one, 'Pause');
    await row(page, one).getByText('Paused').waitFor();
    await act(page, two, 'Remove');
    await row(page, two).getByText('Removed').waitFor();
    await expectAccessibleInBothColours(page);
    await act(page, one, 'Resume');
    await row(page, one).getByText('Active').waitFor();

    await page.getByRole('tab', { name: 'Results' }).click();
    await page
      .getByRole('table', { name: 'Results' })
      .getByRole('row', { name: subject })
      .waitFor();
    await expectAccessibleInBothColours(page);
    await page.getByRole('tab', { name: 'Enrollments' }).click();

    await row(page, one).getByRole('link', { name: one }).click();
    await page.waitForURL(`**/contacts/${first.id}`);
    const next = page.getByRole('region', { name: /^Planned next in/ });
    await next.getByText('2. Message: Goodbye').waitFor();
    await next.getByText(/^in (2|3)d$/).waitFor();
    await expectAccessibleInBothColours(page);

    const mail = data.data.find(({ to }) => to === first.email);
    await replyToMail({ path: { id: mail?.id ?? '' }, body: { text: 'Yes' }, throwOnError: true });
    await page.goBack();
    await row(page, one).getByText('Replied').waitFor();
  });
});

it('what is wrong with a step shows at its field, wherever the step is by then', async () => {
  const template = await aTemplate(unique('Faulty'), []);
  await visit(
    `/workflows/templates/${template}`,
    async (page) => {
      await addStep(page, 'Message');
      await settings(page, 1).getByRole('textbox', { name: 'Subject' }).fill('Fine');
      await addStep(page, 'Condition');
      await settings(page, 2).getByText('CEL', { exact: true }).click();
      await settings(page, 2).getByRole('textbox', { name: 'Goes on if' }).fill('contact.');
      // Leaves the variables that are offered.
      await page.keyboard.press('Tab');
      await page.getByRole('button', { name: 'Save steps' }).click();
      const field = settings(page, 2).getByRole('textbox', { name: 'Goes on if' });
      await page.waitForFunction(
        (element) => element?.getAttribute('aria-invalid') === 'true',
        await field.elementHandle(),
      );
      await page.getByRole('button', { name: 'Remove step 1' }).click();
      await page.waitForFunction(
        (element) => element?.getAttribute('aria-invalid') === 'true',
        await settings(page, 1).getByRole('textbox', { name: 'Goes on if' }).elementHandle(),
      );
      await expectAccessibleInBothColours(page);
      // Steps that are not saved are not left by accident.
      await page.getByRole('link', { name: 'Contacts' }).click();
      await page.getByRole('button', { name: 'Stay' }).click();
      await page.getByText('Not saved yet').waitFor();
    },
    { expects: ['422'] },
  );
});

it('contacts who are chosen in their list are enrolled, and begin once the template is active', async () => {
  const name = unique('Waiting template');
  const template = await aTemplate(name, [
    { stepType: 'message', config: { subject: 'One', text: 'One' } },
  ]);
  const mark = unique('Listed');
  await aContact(`${mark} one`);
  await aContact(`${mark} two`);
  await visit(`/contacts?q=${encodeURIComponent(mark)}`, async (page) => {
    await page.getByLabel(`Choose ${mark} one`).check();
    await page.getByRole('button', { name: 'Enroll in a template' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name: `${name} (draft)` }).click();
    await dialog.getByText('1 will be enrolled').waitFor();
    await dialog.getByRole('button', { name: 'Enroll 1 contact' }).click();
    await dialog.getByText('They begin once the template is active.').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();

    await page.getByRole('button', { name: 'Select all 2 that match' }).click();
    await page.getByRole('button', { name: 'Enroll in a template' }).click();
    await dialog.getByRole('combobox', { name: 'Template' }).click();
    await page.getByRole('option', { name: `${name} (draft)` }).click();
    const forecast = dialog.getByRole('status', { name: 'Forecast' });
    await forecast.getByText('1 will be enrolled, 1 skipped: 1 already enrolled').waitFor();
    await forecast.getByRole('button', { name: 'Show them' }).click();
    const skipped = dialog.getByRole('table', { name: 'Skipped contacts' });
    await skipped.getByRole('row', { name: `${mark} one already enrolled` }).waitFor();
    await expectAccessibleInBothColours(page);

    await page.goto(
      new URL(`/workflows/templates/${template}?section=enrollments`, page.url()).href,
    );
    await row(page, `${mark} one`).getByText('Not begun').waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await dialog.getByText('1 enrollment will begin').waitFor();
    await confirm(dialog, 'Activate');
    await row(page, `${mark} one`).getByText('Completed').waitFor();
  });
});

it('the settings of a template are saved, and its hours move the days of the calendar', async () => {
  const template = await aTemplate(unique('Settings'), [
    { stepType: 'message', config: { subject: 'One', text: 'One' } },
  ]);
  await visit(`/workflows/templates/${template}?section=settings`, async (page) => {
    await page.getByRole('switch', { name: 'Send only at certain hours' }).click();
    const hours = page.getByRole('group', { name: 'Hours' });
    // The last day stays: without one nothing would ever leave.
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) {
      await hours.getByText(day, { exact: true }).click();
    }
    await page.getByRole('textbox', { name: 'Topic' }).fill('news');
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('The settings are saved.').waitFor();
    await expectAccessibleInBothColours(page);

    await page.getByRole('tab', { name: 'Steps' }).click();
    await page.getByLabel('Begins').fill('2026-07-04T12:00');
    await page.getByText('Fri 10 Jul, 09:00, held until its hours').waitFor();
    await page.reload();
    await page.getByRole('tab', { name: 'Settings' }).click();
    expect(await page.getByRole('textbox', { name: 'Topic' }).inputValue()).toBe('news');
    expect(await page.getByRole('checkbox', { name: 'Mon' }).isChecked()).toBe(false);
  });
});

it('a template is found from the keyboard, and deleted after asking', async () => {
  const name = unique('Findable');
  await aTemplate(name, []);
  await visit('/', async (page) => {
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('textbox', { name: 'Search and commands' }).fill(name);
    await page.getByRole('button', { name: new RegExp(`${name}.*Draft`) }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('0 enrollments will end').waitFor();
    await confirm(dialog, 'Delete');
    await page.waitForURL('**/workflows/templates');
    await page.getByRole('textbox', { name: 'Search templates' }).fill(name);
    await page.getByText('No templates here').waitFor();
  });
});
