import type { ElkNode } from 'elkjs/lib/elk-api';
import type { DraftGraph } from '@/client';
import type { Direction } from './direction';
import { edgesOf, nodesOf } from './document';
import type { Point } from './edits';

export interface Size {
  width: number;
  height: number;
  /** Where edges meet the node, from its corner; what hangs from it is part of its size. */
  middle: Point;
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.spacing.nodeNode': '48',
  // Ways that pass a node by stay clear of it.
  'elk.spacing.edgeNode': '44',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** What differs between the directions; labels of edges need more room beside than above. */
const ALONG = {
  right: { 'elk.direction': 'RIGHT', 'elk.layered.spacing.nodeNodeBetweenLayers': '90' },
  down: { 'elk.direction': 'DOWN', 'elk.layered.spacing.nodeNodeBetweenLayers': '64' },
} satisfies Record<Direction, Record<string, string>>;

/** Places for all nodes, in a direction along the edges, none over another. */
export async function arrange(
  graph: DraftGraph,
  direction: Direction,
  sizeOf: (nodeId: string) => Size,
): Promise<Map<string, Point>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const ids = new Set(nodesOf(graph).map(({ id }) => id));
  const root: ElkNode = {
    id: 'root',
    layoutOptions: { ...OPTIONS, ...ALONG[direction] },
    children: [...ids].map((id) => {
      const { width, height, middle } = sizeOf(id);
      const [entry, exit] =
        direction === 'down'
          ? [
              { x: middle.x, y: 0 },
              { x: middle.x, y: height },
            ]
          : [
              { x: 0, y: middle.y },
              { x: width, y: middle.y },
            ];
      return {
        id,
        width,
        height,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [
          { id: `${id}\nin`, ...entry, width: 0, height: 0 },
          { id: `${id}\nout`, ...exit, width: 0, height: 0 },
        ],
      };
    }),
    edges: edgesOf(graph)
      .filter(({ source, target }) => ids.has(source) && ids.has(target))
      .map(({ id, source, target }) => ({
        id,
        sources: [`${source}\nout`],
        targets: [`${target}\nin`],
      })),
  };
  const laidOut = await new Elk().layout(root);
  return new Map(
    (laidOut.children ?? []).map(({ id, x = 0, y = 0 }) => [
      id,
      { x: Math.round(x), y: Math.round(y) },
    ]),
  );
}
