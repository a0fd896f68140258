import { type InternalNode, Position, useStoreApi } from '@xyflow/react';
import { use, useEffect, useRef } from 'react';
import type { Direction } from '../model/direction';
import { handleOf, type Way } from '../model/ways';
import { DirectionContext } from './DirectionContext';

/** Where a node's handles were when it was measured. */
type HandleBounds = NonNullable<InternalNode['internals']['handleBounds']>;

/**
 * Lets the canvas measure a node's handles again when they have changed. By itself it does so only
 * when the node's size has, and edges would go on beginning where handles used to be. Answers the
 * ref of an element inside the node.
 */
export function useMeasuredHandles(id: string, ways: readonly Way[]) {
  const inside = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  const direction = use(DirectionContext);
  const handles = JSON.stringify([direction, ...ways.map(handleOf)]);
  const measured = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `handles` says what of the ways matters
  useEffect(() => {
    const known = store.getState().nodeLookup.get(id)?.internals.handleBounds;
    // A node that comes into sight was measured when it was last seen.
    const isKnown =
      measured.current === null
        ? !known || areMeasured(known, ways, direction)
        : measured.current === handles;
    measured.current = handles;
    if (isKnown) {
      return;
    }
    // Found from within: `useUpdateNodeInternals` asks for it by a selector that a quote breaks.
    const nodeElement = inside.current?.closest<HTMLDivElement>('.react-flow__node');
    if (nodeElement) {
      const update = new Map([[id, { id, nodeElement, force: true }]]);
      store.getState().updateNodeInternals(update, { triggerFitView: false });
    }
  }, [id, handles, store]);
  return inside;
}

/** Whether what was measured are the handles of these ways in this direction. */
function areMeasured(
  { source, target }: HandleBounds,
  ways: readonly Way[],
  direction: Direction,
): boolean {
  const side = direction === 'down' ? Position.Top : Position.Left;
  const ids = new Set(source?.map((handle) => handle.id));
  return (
    ways.every((way) => ids.has(handleOf(way))) &&
    (target ?? []).every(({ position }) => position === side)
  );
}
