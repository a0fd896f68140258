import { SegmentedControl } from '@mantine/core';
import { useSearchParams } from 'react-router';

/** The choice between the list of journeys and the board. */
export function JourneyViews() {
  const [params, setParams] = useSearchParams();
  return (
    <SegmentedControl
      size="xs"
      aria-label="View"
      value={params.get('view') === 'board' ? 'board' : 'list'}
      data={[
        { value: 'list', label: 'List' },
        { value: 'board', label: 'Board' },
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
