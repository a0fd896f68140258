import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';

const VIEWS = ['board', 'funnel'] as const;

/** The view that the address names; the list when it names none. */
export function viewOf(params: URLSearchParams) {
  const named = params.get('view');
  return VIEWS.find((view) => view === named) ?? 'list';
}

/** The choice between the list of journeys, the board and the funnel. */
export function JourneyViews() {
  const [params, setParams] = useSearchParams();
  return (
    <SegmentedControl
      size="xs"
      aria-label="View"
      value={viewOf(params)}
      data={[
        { value: 'list', label: 'List' },
        { value: 'board', label: 'Board' },
        { value: 'funnel', label: 'Funnel' },
      ]}
      onChange={(view) =>
        setParams((known) => {
          const next = new URLSearchParams(known);
          next.set('view', view);
          next.delete('page');
          return next;
        })
      }
    />
  );
}
