import { getContact, getRun } from '@/client';
import { editorOf } from './canvas';
import { expectAccessible, visit } from './console';
import { eventually } from './eventually';
import { aContact, aFlow, aJourney, anAskingFlow, aSpine, journeyOf, unique } from './given';

const anUpdatingFlow = (name: string) =>
  aFlow('system', name, {
    nodes: [
      {
        id: 'promote',
        type: 'contact.update',
        label: 'promote',
        position: { x: 0, y: 0 },
        data: { values: { title: "'Countess'" } },
      },
    ],
    edges: [],
  });

it('a flow about a contact asks for one, runs for them, and again', async () => {
  const name = unique('Ada');
  const contact = await aContact(name);
  const id = await anUpdatingFlow(unique('Promote'));
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Contact' }).fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByText('Completed').waitFor();

    await dialog.getByRole('button', { name: 'Run again' }).click();
    await eventually(async () =>
      expect(await dialog.getByRole('combobox', { name: 'Contact' }).inputValue()).toContain(name),
    );
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByText('Completed').waitFor();
    await dialog.getByRole('button', { name: 'Run from promote' }).click();
    await dialog.getByText('Completed').waitFor();
  });
  const { data } = await getContact({ path: { id: contact.id }, throwOnError: true });
  expect(data.title).toBe('Countess');
});

it('a flow about a contact runs on a journey of theirs', async () => {
  const name = unique('Mary');
  const contact = await aContact(name);
  const spine = await aSpine(unique('Spine'), await anAskingFlow(unique('Ask'), 'Shall we?'));
  await aJourney(spine, contact);
  const journey = await journeyOf(contact.id);
  const id = await anUpdatingFlow(unique('On a journey'));
  await visit(editorOf(id), async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Contact' }).fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).click();
    await dialog.getByRole('combobox', { name: 'On the journey' }).click();
    await page.getByRole('option', { name: /^Spine.*, at Begun$/ }).click();
    await dialog.getByRole('button', { name: 'Execute' }).click();
    await dialog.getByText('Completed').waitFor();
    const run = await dialog.getByRole('link', { name: 'Open the run' }).getAttribute('href');
    const { data } = await getRun({
      path: { id: run?.split('/').at(-1) ?? '' },
      throwOnError: true,
    });
    expect(data.entityId).toBe(journey.id);
  });
});
