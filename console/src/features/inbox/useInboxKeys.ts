import { splitItemId } from '@/shared/layout/SplitItem';
import { usePageKeys } from '@/shared/layout/usePageKeys';
import { neighbour } from './neighbour';

interface Acts {
  show: (id: string) => void;
  tick: () => void;
  undo: () => void;
  help: () => void;
}

/** The inbox by keyboard alone: through the list, ticks, undo, and what keys there are. */
export function useInboxKeys(ids: readonly string[], shown: string | undefined, acts: Acts) {
  const go = (step: 1 | -1) => {
    const id = neighbour(ids, shown, step);
    if (id) {
      acts.show(id);
      document.getElementById(splitItemId('task', id))?.focus();
    }
  };
  usePageKeys([
    ['J', () => go(1)],
    ['K', () => go(-1)],
    ['X', acts.tick],
    ['U', acts.undo],
    // With and without shift, as keyboards have it.
    ['shift+?', acts.help],
    ['?', acts.help],
  ]);
}
