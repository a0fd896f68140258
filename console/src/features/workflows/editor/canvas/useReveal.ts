import { useReducedMotion } from '@mantine/hooks';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { STEP_HEIGHT, STEP_WIDTH } from '../model/drawing';
import type { Point } from '../model/edits';
import { READABLE } from './zoom';

/** Pixels that what is in view keeps from the edges of the canvas. */
const MARGIN = 24;

/** Moves the canvas to nodes that were added, by their places; stays where they are in view already. */
export function useReveal() {
  const { getViewport, setCenter } = useReactFlow();
  const store = useStoreApi();
  const isStill = useReducedMotion();
  return (places: readonly Point[]) => {
    const [x, y] = [places.map((place) => place.x), places.map((place) => place.y)];
    const [left, right] = [Math.min(...x), Math.max(...x) + STEP_WIDTH];
    const [top, bottom] = [Math.min(...y), Math.max(...y) + STEP_HEIGHT];
    const { width, height } = store.getState();
    const view = getViewport();
    const isIn = (from: number, to: number, moved: number, room: number) =>
      from * view.zoom + moved >= MARGIN && to * view.zoom + moved <= room - MARGIN;
    const isInView = isIn(left, right, view.x, width) && isIn(top, bottom, view.y, height);
    if (places.length > 0 && (!isInView || view.zoom < READABLE)) {
      void setCenter((left + right) / 2, (top + bottom) / 2, {
        zoom: Math.max(view.zoom, READABLE),
        duration: isStill ? 0 : 250,
      });
    }
  };
}
