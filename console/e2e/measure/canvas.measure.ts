import type { Page } from 'playwright-core';
import { visit } from '../console';
import { aFlow, unique } from '../given';
import { dropped, type Frames, percentile, told, watchFrames } from './frames';

/** How many steps the canvas has. */
const NODES = Number(process.env.CANVAS_NODES ?? 300);

/** Milliseconds that it is panned. */
const PAN = 8_000;

const COLUMNS = 20;

async function aLargeFlow(): Promise<string> {
  const nodes = Array.from({ length: NODES }, (_, index) => ({
    id: `step-${index}`,
    type: index % 3 === 0 ? 'condition' : 'wait',
    label: `Step ${index}`,
    position: { x: (index % COLUMNS) * 290, y: Math.floor(index / COLUMNS) * 140 },
    data: index % 3 === 0 ? { expression: "contact.company != ''" } : { duration: 'P3D' },
  }));
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `edge-${index}`,
    source: `step-${index}`,
    target: id,
    ...(index % 3 === 0 && { sourceHandle: 'true' }),
  }));
  return aFlow('system', unique('Measured canvas'), { nodes, edges });
}

/** Drags the canvas to and fro as a hand does, a bit in each frame. */
async function pan(page: Page): Promise<Frames> {
  const box = await page.locator('.react-flow__pane').boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) - 20];
  const watched = watchFrames(page, PAN);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = Date.now() + PAN;
  for (let step = 0; Date.now() < end; step++) {
    await page.mouse.move(x + Math.sin(step / 20) * 250, y - 150 + Math.cos(step / 20) * 150);
  }
  await page.mouse.up();
  return watched;
}

it('a large flow is panned smoothly', async () => {
  const id = await aLargeFlow();
  await visit(`/workflows/flows/${id}`, async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    for (const [how, zoom] of [
      ['Fitted', null],
      ['Near', 'Zoom In'],
    ] as const) {
      if (zoom) {
        for (let times = 0; times < 3; times++) {
          await page.getByRole('button', { name: zoom }).click();
        }
      }
      const frames = await pan(page);
      console.log(`${how}, ${NODES} steps: ${told(frames)}`);
      expect(percentile(frames.times, 0.5), 'milliseconds of a frame').toBeLessThan(18);
      expect(dropped(frames), 'share of dropped frames').toBeLessThan(0.1);
    }
  });
});
