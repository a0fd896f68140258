import { createFlow } from '@/client';
import { aRandomGraph, aSeed, randomOf } from '../src/testing/randomGraphs';
import { storedBranches } from '../src/testing/storedBranches';
import { drawnEdges } from './canvas';
import { visit } from './console';
import { unique } from './given';

const GRAPHS = 8;

it('any graph is drawn with each edge at the branch that is stored', async () => {
  const seed = aSeed();
  console.info(`first seed ${seed}, ${GRAPHS} graphs`);
  for (let index = 0; index < GRAPHS; index++) {
    const graph = aRandomGraph(randomOf(seed + index));
    const stored = new Map(storedBranches(graph));
    const { data } = await createFlow({
      body: { kind: 'system', name: unique('Random'), graph },
      throwOnError: true,
    });
    await visit(`/workflows/flows/${data.id}`, async (page) => {
      await page.locator('.react-flow__node').first().waitFor();
      await vi.waitFor(
        async () => {
          const drawn = await drawnEdges(page);
          const branches = drawn.map(({ id, branch }) => [
            id,
            branch === 'any branch' ? null : branch,
          ]);
          expect(
            new Map(branches as [string, string | null][]),
            `STITCH_SEED=${seed + index}`,
          ).toEqual(stored);
        },
        { timeout: 10_000 },
      );
    });
  }
}, 180_000);
