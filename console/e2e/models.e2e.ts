import { createFlow } from '@/client';
import { expectAccessible, visit } from './console';
import { unique } from './given';

const WORDS = Array.from({ length: 150 }, (_, index) => `word${index}`);

/** A draft in which the offline stand-in writes for some seconds. */
async function aWritingModel(name: string): Promise<string> {
  const graph = {
    nodes: [
      {
        id: 'write',
        type: 'llm.generate',
        label: 'Write a letter',
        position: { x: 0, y: 0 },
        data: { model: 'scripted', prompt: 'Greet Ada', script: `Dear Ada, ${WORDS.join(' ')}` },
      },
    ],
    edges: [],
  };
  const body = { kind: 'system' as const, name, graph };
  return (await createFlow({ body, throwOnError: true })).data.id;
}

it('a model is chosen among those that are known, or typed', async () => {
  const id = await aWritingModel(unique('Choice'));
  await visit(`/workflows/flows/${id}`, async (page) => {
    await page.locator('.react-flow__node').first().click();
    const model = page.getByLabel(/^Model/).first();
    expect(await model.inputValue()).toBe('scripted');
    await model.click();
    await page.getByRole('option', { name: 'claude-haiku-5-5' }).click();
    expect(await model.inputValue()).toBe('claude-haiku-5-5');
    await model.fill('claude-next');
    await page.getByText('Not saved yet').waitFor();
    await expectAccessible(page);
  });
});

it('what a model writes streams into the Run dialog, and what it took is in the run', async () => {
  const id = await aWritingModel(unique('Letter'));
  await visit(`/workflows/flows/${id}`, async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    const dialog = page.getByRole('dialog');
    const steps = dialog.getByRole('list', { name: 'Steps' });

    await steps.getByText(/^Dear Ada, word0/).waitFor();
    const begun = (await steps.innerText()).length;
    expect(await steps.innerText()).not.toContain('word149');
    await expect.poll(async () => (await steps.innerText()).length).toBeGreaterThan(begun + 50);
    await dialog.getByText('Completed').waitFor();
    await steps.getByText(/word149$/).waitFor();

    await dialog.getByRole('link', { name: 'Open the run' }).click();
    const models = page.locator('dl[aria-label="Models"]');
    await models.getByText('scripted').waitFor();
    expect(await models.innerText()).toMatch(/Tokens in\s+3\s+Tokens out\s+[1-9]\d\d/);
    expect(await models.innerText()).toMatch(/Cost\s+\$0\.00/);
    await page.getByText(/3 tokens in, \d+ out/).waitFor();
    await expectAccessible(page);
  });
});

it('the dashboard says what models have cost', async () => {
  await visit('/', async (page) => {
    const figure = page.getByRole('link', { name: /Model cost today/ });
    await figure.getByText(/^\$\d/).first().waitFor();
    await figure.getByText(/in 7 days$/).waitFor();
  });
});
