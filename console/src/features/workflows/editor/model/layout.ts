import type { ElkNode } from 'elkjs/lib/elk-api';
import type { DraftGraph } from '@/client';
import { edgesOf, nodesOf } from './document';
import type { Point } from './edits';

export interface Size {
  width: number;
  height: number;
  /** Where edges meet the node, from its top; what hangs below it is part of its height. */
  middle: number;
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '90',
  'elk.spacing.nodeNode': '48',
  // Ways that pass a node by stay clear of it.
  'elk.spacing.edgeNode': '44',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** Places for all nodes, from left to right along the edges, none over another. */
export async function arrange(
  graph: DraftGraph,
  sizeOf: (nodeId: string) => Size,
): Promise<Map<string, Point>> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const ids = new Set(nodesOf(graph).map(({ id }) => id));
  const root: ElkNode = {
    id: 'root',
    layoutOptions: OPTIONS,
    children: [...ids].map((id) => {
      const { width, height, middle } = sizeOf(id);
      return {
        id,
        width,
        height,
        layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
        ports: [
          { id: `${id}\nin`, x: 0, y: middle, width: 0, height: 0 },
          { id: `${id}\nout`, x: width, y: middle, width: 0, height: 0 },
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
