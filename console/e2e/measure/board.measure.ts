import type { Page } from 'playwright-core';
import { getBulkOperation, listEntities, moveEntity, runFlow } from '@/client';
import { visit } from '../console';
import { aFlow, contacts, unique } from '../given';
import { dropped, percentile, scrollAndWatch, told } from './frames';
import { untilShown } from './latency';

/** How many stand on the board. */
const ENTITIES = Number(process.env.BOARD_ENTITIES ?? 5000);

/** Milliseconds that it is scrolled. */
const SCROLL = 15_000;

/** How many move while it is scrolled. */
const MOVES = 200;

/** Acts that are under way at a time. */
const AT_A_TIME = 8;

const SAMPLES = 20;

/** Milliseconds between two of them. */
const REST = 700;

/** Shares of those who stand in each stage. */
const STAGES = [
  ['new', 0.6],
  ['talking', 0.3],
  ['won', 0.1],
] as const;

async function aFullBoard(): Promise<string> {
  const flow = await aFlow('bmc', unique('Measured'), {
    nodes: STAGES.map(([id], index) => ({
      id,
      type: 'ux',
      label: id,
      position: { x: index * 300, y: 0 },
      data: { advance: 'manual' },
    })),
    edges: STAGES.slice(1).map(([target], index) => ({
      id: `to-${target}`,
      source: STAGES[index]?.[0] ?? '',
      target,
      type: 'ux',
    })),
  });
  const everybody = await contacts(ENTITIES, unique('Measured'));
  const begun = Date.now();
  let from = 0;
  for (const [uxNodeId, share] of STAGES) {
    const contactIds = everybody.slice(from, from + Math.round(ENTITIES * share));
    from += contactIds.length;
    await seeded(flow, uxNodeId, contactIds);
  }
  console.log(`${ENTITIES} journeys in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return flow;
}

/** Starts contacts at a stage, and waits until all of them wait there. */
async function seeded(flowId: string, uxNodeId: string, contactIds: string[]) {
  const { data } = await runFlow({
    path: { flowId },
    body: { contactIds, uxNodeId },
    throwOnError: true,
  });
  if (!('bulkOperationId' in data)) {
    throw new Error('Only business flows are seeded.');
  }
  const path = { id: data.bulkOperationId };
  await vi.waitFor(
    async () => {
      const bulk = (await getBulkOperation({ path, throwOnError: true })).data;
      expect(bulk.status).toBe('completed');
      const there = await listEntities({
        query: { flowId, uxNodeId, status: 'waiting', pageSize: 1 },
        throwOnError: true,
      });
      expect(there.data.total).toBe(contactIds.length);
    },
    { timeout: 20 * 60_000, interval: 1000 },
  );
}

const list = (page: Page, stage: string) =>
  page.locator(`section[aria-label^="${stage}:"] [tabindex="0"]`);

async function waiting(flowId: string, uxNodeId: string, pageSize: number) {
  const { data } = await listEntities({
    query: { flowId, uxNodeId, pageSize },
    throwOnError: true,
  });
  return data.data.map(({ id }) => id);
}

/** Moves many, a few at a time. */
async function moveAll(ids: string[], uxNodeId: string) {
  const left = [...ids];
  const mover = async () => {
    for (let id = left.pop(); id; id = left.pop()) {
      await moveEntity({ path: { id }, body: { uxNodeId }, throwOnError: true });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, mover));
}

it('a full board scrolls smoothly, also while many move, and shows each move at once', async () => {
  const flow = await aFullBoard();
  await visit(`/workflows/journeys?view=board&flowId=${flow}`, async (page) => {
    const isBoardRead = (url: string) => /\/api\/(entities|flows\/[^/]+\/stages)/.test(url);
    let reads = 0;
    page.on('request', (request) => {
      reads += isBoardRead(request.url()) ? 1 : 0;
    });
    await list(page, 'new').getByRole('link').first().waitFor();

    const still = await scrollAndWatch(list(page, 'new'), SCROLL);
    console.log(`Scrolling: ${told(still)}; ${reads} reads`);

    reads = 0;
    const movers = await waiting(flow, 'talking', MOVES);
    const [busy] = await Promise.all([
      scrollAndWatch(list(page, 'new'), SCROLL),
      moveAll(movers, 'won'),
    ]);
    console.log(`While ${movers.length} move: ${told(busy)}; ${reads} reads`);

    const latencies: number[] = [];
    let won = Math.round(ENTITIES * 0.1) + movers.length;
    await page.locator(`section[aria-label="won: ${won}"]`).waitFor();
    for (const id of await waiting(flow, 'new', SAMPLES)) {
      won += 1;
      // Each begins at rest, when what the last one made old has been read.
      await page.waitForTimeout(REST);
      latencies.push(
        await untilShown(page, `section[aria-label="won: ${won}"]`, () =>
          moveEntity({ path: { id }, body: { uxNodeId: 'won' }, throwOnError: true }),
        ),
      );
    }
    console.log(
      `From an act to the page: ${latencies.length} samples, p50 ${percentile(latencies, 0.5)} ms, ` +
        `p95 ${percentile(latencies, 0.95)} ms, max ${Math.max(...latencies)} ms`,
    );
    expect(percentile(still.times, 0.95), 'milliseconds of a frame').toBeLessThan(34);
    expect(dropped(still), 'share of dropped frames').toBeLessThan(0.1);
    expect(percentile(latencies, 0.95), 'milliseconds until an act shows').toBeLessThan(1000);
  });
});
