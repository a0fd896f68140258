import { Anchor, Group, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView, TriggerKind } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { byWhom } from '@/shared/format/words';
import { CopyIconButton } from '@/shared/json/CopyIconButton';
import { runPath } from '../runs/runPath';
import { useRunNodes } from './useRunNodes';

const STARTED: Record<TriggerKind, string> = {
  user: 'Started by hand',
  api: 'Started over the API',
  journey: 'Started by a journey',
  scheduled: 'Started',
  template: 'Started by a campaign',
  webhook: 'Started by a webhook',
  email: 'Started by a mail',
};

/** Where a run comes from and what it belongs to. */
export function RunOrigin({ run }: { run: RunView }) {
  const nodeOf = useRunNodes([run]);
  const links: { label: string; to: string }[] = [];
  if (run.entityId) {
    links.push({ label: 'Journey', to: `/workflows/journeys/${run.entityId}` });
  }
  if (run.flowId) {
    const version = run.flowVersion ? ` v${run.flowVersion}` : '';
    links.push({ label: `Flow${version}`, to: `/workflows/flows/${run.flowId}` });
  }
  if (run.retryOf) {
    links.push({ label: 'Retry of', to: runPath(run.retryOf) });
  }
  const startAt = run.trigger?.startAt as { runId?: string; nodeId?: string } | undefined;
  if (startAt?.runId) {
    // The earlier run may have been of another version; a step that is run again has its id there, too.
    const step = nodeOf(run.id, startAt.nodeId)?.label ?? startAt.nodeId;
    links.push({ label: `From ${step} of an earlier run`, to: runPath(startAt.runId) });
  }
  if (run.parentRunId) {
    links.push({ label: 'Part of', to: runPath(run.parentRunId) });
  }
  return (
    <Group gap={10}>
      <Text size="sm" inherit>
        {STARTED[run.triggerKind]} {byWhom(run.startedBy)} <RelativeTime at={run.createdAt} />
      </Text>
      {links.map(({ label, to }) => (
        <Anchor key={label} component={Link} to={to} size="sm">
          {label}
        </Anchor>
      ))}
      <CopyIconButton value={run.id} label="Copy the run's id" />
    </Group>
  );
}
