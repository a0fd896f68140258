import { useReactFlow, useStoreApi } from '@xyflow/react';
import { FIT } from './zoom';

/** Pixels between the canvas's edge and where a flow begins. */
const MARGIN = 40;

/** Brings the whole flow into view; of one that is too large to be read so, where it begins. */
export function useFit() {
  const { fitView, getNodes, getNodesBounds, getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  return async () => {
    await fitView(FIT);
    const bounds = getNodesBounds(getNodes());
    const { width, height } = store.getState();
    const { x, y, zoom } = getViewport();
    const from = (start: number, size: number, room: number, fitted: number) =>
      size * zoom > room ? MARGIN - start * zoom : fitted;
    await setViewport({
      zoom,
      x: from(bounds.x, bounds.width, width, x),
      y: from(bounds.y, bounds.height, height, y),
    });
  };
}
