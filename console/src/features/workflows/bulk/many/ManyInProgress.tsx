import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import type { BulkTarget } from '@/client';
import { humanize } from '@/shared/format/words';
import { useRefresh } from '@/shared/live/useRefresh';
import { BulkProgress } from '../BulkProgress';
import { useBulkActsInProgress } from '../useBulkOperation';
import { LISTS, NOUNS, progressWords } from './manyWords';

/** The acts on many that go on above their list, whoever began them; nothing when none does. */
export function ManyInProgress({ on }: { on: BulkTarget }) {
  const refresh = useRefresh();
  const acts = useBulkActsInProgress(on);
  const going = acts.length;
  // What an act has done shows in the list when it has ended, at the latest.
  useEffect(() => (going > 0 ? () => void refresh(LISTS[on]) : undefined), [going, on, refresh]);
  if (going === 0) {
    return null;
  }
  return (
    <Stack mb="md">
      {acts.map((bulk) => {
        const label = humanize(bulk.kind);
        return (
          <BulkProgress key={bulk.id} bulk={bulk} label={`${label} ${NOUNS[on]}s`}>
            {label}: {progressWords(on, bulk)}
          </BulkProgress>
        );
      })}
    </Stack>
  );
}
