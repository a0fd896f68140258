import type { Page } from 'playwright-core';
import { getFlow } from '@/client';

/** Where an edge of the canvas begins. */
export interface DrawnEdge {
  id: string;
  /** The words at the handle that the edge begins at; null for the handle beside the node's name. */
  branch: string | null;
}

/** The page of a flow's canvas. */
export const editorOf = (id: string) => `/workflows/flows/${id}`;

/** Waits until all that was edited is stored. */
export const saved = (page: Page) => page.getByText(/^Saved · /).waitFor();

/** A flow with its draft as it is stored. */
export async function draftOf(id: string) {
  const { data } = await getFlow({ path: { id }, throwOnError: true });
  return data;
}

export const node = (page: Page, name: string) =>
  page.locator('.react-flow__node').filter({ hasText: name });

export const edge = (page: Page, id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`);

/** Reads off the picture which handle each edge begins at, in the order of the edges' ids. */
export const drawnEdges = (page: Page): Promise<DrawnEdge[]> =>
  page.evaluate(() => {
    const centre = (element: Element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    };
    const handles = [...document.querySelectorAll('.react-flow__handle.source')].map((handle) => {
      const row = handle.parentElement;
      const word = row?.dataset.kind ? row.textContent : handle.getAttribute('title');
      return { ...centre(handle), branch: word };
    });
    return [...document.querySelectorAll('.react-flow__edge:not(.hang)')]
      .map((drawn) => {
        const path = drawn.querySelector<SVGPathElement>('.react-flow__edge-path');
        const matrix = path?.getScreenCTM();
        const start = matrix && path?.getPointAtLength(0).matrixTransform(matrix);
        if (!start) {
          throw new Error(`Edge ${drawn.getAttribute('data-id')} is not drawn.`);
        }
        const far = ({ x, y }: { x: number; y: number }) => Math.hypot(x - start.x, y - start.y);
        const [nearest] = [...handles].sort((one, other) => far(one) - far(other));
        if (!nearest || far(nearest) > 10) {
          throw new Error(`Edge ${drawn.getAttribute('data-id')} begins at no handle.`);
        }
        return { id: drawn.getAttribute('data-id') ?? '', branch: nearest.branch };
      })
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  });

/** How far apart the middles of two edges are, in pixels of the screen. */
export const middlesApart = (page: Page, one: string, other: string): Promise<number> =>
  page.evaluate(
    (ids) => {
      const [a, b] = ids.map((id) => {
        const path = document.querySelector<SVGPathElement>(
          `.react-flow__edge[data-id="${id}"] .react-flow__edge-path`,
        );
        const matrix = path?.getScreenCTM();
        if (!path || !matrix) {
          throw new Error(`Edge ${id} is not drawn.`);
        }
        return path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(matrix);
      });
      return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
    },
    [one, other],
  );

/** Clicks on the middle of an edge's line, as a person does. */
export async function clickEdge(page: Page, id: string): Promise<void> {
  const point = await edge(page, id)
    .locator('.react-flow__edge-path')
    .evaluate((path: SVGPathElement) => {
      const matrix = path.getScreenCTM();
      const middle = path.getPointAtLength(path.getTotalLength() / 2);
      const { x, y } = matrix ? middle.matrixTransform(matrix) : { x: 0, y: 0 };
      return matrix && { x, y };
    });
  if (!point) {
    throw new Error(`Edge ${id} is not drawn.`);
  }
  await page.mouse.click(point.x, point.y);
}
