import { expectAccessibleInBothColours, visit } from './console';
import { aBusinessFlow, aContact, aJourney, aWritingFlow, unique } from './given';

it('a mail arrives while one looks, and is answered as its reader would', async () => {
  const subject = unique('A question');
  const contact = await aContact(unique('Mail Reader'));
  const flow = await aBusinessFlow(unique('Writing'), await aWritingFlow(unique('Write'), subject));
  await visit('/mailbox', async (page) => {
    await page.getByRole('status').getByText('Live').waitFor();
    await aJourney(flow, contact);
    await page.getByRole('link', { name: new RegExp(subject) }).click();
    await page.getByRole('heading', { name: subject }).waitFor();
    await page.getByLabel(`Reply as ${contact.email}`).fill('Very well, thank you.');
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await page.getByText(`Replied as ${contact.email}.`).waitFor();
    await page.getByText('Replies', { exact: true }).click();
    await page.getByRole('link', { name: new RegExp(`Re: ${subject}`) }).click();
    await page.getByRole('heading', { name: `Re: ${subject}` }).waitFor();
    expect(await page.getByLabel(/^Reply as/).count()).toBe(0);
    const thread = page.getByRole('region', { name: 'In this thread' });
    await thread.getByRole('button', { expanded: false }).click();
    await thread.getByRole('button', { expanded: true }).waitFor();
    await expectAccessibleInBothColours(page);
  });
});
