import { Button, Checkbox, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RunView } from '@/client';
import { listRunsOptions } from '@/client/@tanstack/react-query.gen';
import { contactName } from '@/features/contacts/contactName';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Duration } from '@/shared/format/Duration';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { absoluteTime } from '@/shared/format/time';
import { RunStatusBadge } from '../../runs/RunStatusBadge';
import { RunComparison } from './RunComparison';
import { usedPins, wasOfOneStep } from './startRun';

/** What of the flow ran. */
function ranOn(run: RunView): string {
  if (run.flowVersion) {
    return `Version ${run.flowVersion}`;
  }
  return wasOfOneStep(run) ? 'Draft, one step' : usedPins(run) ? 'Draft with pins' : 'Draft';
}

interface Props {
  flowId: string;
  onShow: (runId: string) => void;
}

const LATEST = 30;

/** The latest runs of the flow; any two can be compared. */
export function RunHistory({ flowId, onShow }: Props) {
  const runs = useQuery(
    listRunsOptions({ query: { flowId, sort: '-createdAt', pageSize: LATEST } }),
  );
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [isComparing, setComparing] = useState(false);
  if (runs.isError) {
    return <ErrorState error={runs.error} onRetry={() => runs.refetch()} />;
  }
  if (!runs.data) {
    return <Loading />;
  }
  const [first, second] = picked;
  return (
    <Stack gap="xs">
      {runs.data.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          It has not run yet.
        </Text>
      ) : (
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            Tick two to compare them.
          </Text>
          <Button
            size="compact-xs"
            variant="default"
            disabled={picked.length !== 2}
            onClick={() => setComparing(true)}
          >
            Compare
          </Button>
        </Group>
      )}
      {runs.data.data.map((run) => (
        <Group key={run.id} gap="xs" wrap="nowrap">
          <Checkbox
            size="xs"
            aria-label={`Compare the run of ${absoluteTime(run.createdAt)}`}
            checked={picked.includes(run.id)}
            onChange={(event) =>
              setPicked(
                event.currentTarget.checked
                  ? [...picked, run.id].slice(-2)
                  : picked.filter((id) => id !== run.id),
              )
            }
          />
          <UnstyledButton style={{ flex: 1 }} onClick={() => onShow(run.id)}>
            <Group justify="space-between" wrap="nowrap">
              <RunStatusBadge run={run} />
              <Text size="xs" c="dimmed">
                <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              {run.contact && `for ${contactName(run.contact)} · `}
              {ranOn(run)} · <RelativeTime at={run.createdAt} />
            </Text>
          </UnstyledButton>
        </Group>
      ))}
      {isComparing && first && second && (
        <RunComparison ids={[first, second]} onClose={() => setComparing(false)} />
      )}
    </Stack>
  );
}
