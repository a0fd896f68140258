import type { DraftGraph } from '@/client';
import { edgesOf, nodesOf, positionOf } from './document';

/** Where a flow runs on the canvas: to the right, or down. */
export type Direction = 'right' | 'down';

/** The direction that most of a graph's edges have as they lie; null where neither has more. */
export function directionOf(graph: DraftGraph): Direction | null {
  const places = new Map(nodesOf(graph).map((node) => [node.id, positionOf(node)]));
  let down = 0;
  for (const { source, target } of edgesOf(graph)) {
    const [from, to] = [places.get(source), places.get(target)];
    if (from && to) {
      down += to.y - from.y > Math.abs(to.x - from.x) ? 1 : -1;
    }
  }
  return down === 0 ? null : down > 0 ? 'down' : 'right';
}
