import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import type { DraftGraph } from '@/client';
import { type Direction, directionOf } from './model/direction';

/** A panel beside the canvas that can be hidden. */
export interface ShownPanel {
  isShown: boolean;
  toggle: () => void;
}

function useKept<T>(name: string, defaultValue: T) {
  return useLocalStorage<T>({
    key: `stitch.editor.${name}`,
    defaultValue,
    getInitialValueInEffect: false,
  });
}

function useShownPanel(name: string): ShownPanel {
  const [isShown, setShown] = useKept(name, true);
  return { isShown, toggle: () => setShown((before) => !before) };
}

/**
 * How the editor is arranged for whoever looks, kept in the browser. A flow runs as it lies; where
 * that says nothing, as the last one that was laid out.
 */
export function useEditorView(graph: DraftGraph) {
  const [preferred, setPreferred] = useKept<Direction>('direction', 'right');
  const [direction, setDirection] = useState(() => directionOf(graph) ?? preferred);
  const [isRunDocked, setRunDocked] = useKept('run-docked', false);
  return {
    direction,
    setDirection: (next: Direction) => {
      setDirection(next);
      setPreferred(next);
    },
    palette: useShownPanel('palette'),
    details: useShownPanel('details'),
    isRunDocked,
    setRunDocked,
  };
}
