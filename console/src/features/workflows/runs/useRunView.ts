import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export const RUN_VIEWS = ['list', 'kanban', 'swimlane'] as const;

export type RunViewName = (typeof RUN_VIEWS)[number];

/** Which view of the runs the address asks for; the list when it asks for none. */
export function useRunView(): [RunViewName, (view: RunViewName) => void] {
  const [params, setParams] = useSearchParams();
  const asked = params.get('view') as RunViewName;
  const choose = useCallback(
    (view: RunViewName) =>
      setParams((known) => {
        const next = new URLSearchParams(known);
        next.set('view', view);
        next.delete('page');
        // Boards have a place for each status.
        if (view !== 'list') {
          next.delete('status');
        }
        return next;
      }),
    [setParams],
  );
  return [RUN_VIEWS.includes(asked) ? asked : 'list', choose];
}
