import { useStoreApi } from '@xyflow/react';
import { use, useEffect, useRef } from 'react';
import { handleOf, type Way } from '../model/ways';
import { DirectionContext } from './DirectionContext';

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
  const measured = useRef(handles);
  useEffect(() => {
    if (measured.current === handles) {
      return;
    }
    measured.current = handles;
    // Found from within: `useUpdateNodeInternals` asks for it by a selector that a quote breaks.
    const nodeElement = inside.current?.closest<HTMLDivElement>('.react-flow__node');
    if (nodeElement) {
      const update = new Map([[id, { id, nodeElement, force: true }]]);
      store.getState().updateNodeInternals(update, { triggerFitView: false });
    }
  }, [id, handles, store]);
  return inside;
}
