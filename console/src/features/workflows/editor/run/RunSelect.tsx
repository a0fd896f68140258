import { Select, type SelectProps } from '@mantine/core';
import type { RunView } from '@/client';
import { relativeTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import { humanize } from '@/shared/format/words';
import { useTestRuns } from '../test/useTestRuns';

interface Props extends Omit<SelectProps, 'data' | 'onChange'> {
  flowId: string;
  onPick: (run: RunView | null) => void;
}

/** Chooses one of the latest direct runs of the flow. */
export function RunSelect({ flowId, onPick, ...select }: Props) {
  const runs = useTestRuns(flowId);
  const now = useNow();
  if (runs.length === 0) {
    return null;
  }
  return (
    <Select
      clearable
      placeholder="No run"
      data={runs.map((run) => ({ value: run.id, label: wordsFor(run, now) }))}
      onChange={(id) => onPick(runs.find((run) => run.id === id) ?? null)}
      {...select}
    />
  );
}

const wordsFor = ({ contact, status, createdAt }: RunView, now: number) =>
  [contact?.name, humanize(status), relativeTime(createdAt, now)].filter(Boolean).join(' · ');
