import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconRotateClockwise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { Duration } from '@/shared/format/Duration';
import { JsonView } from '@/shared/json/JsonView';
import { useMay } from '@/shared/session/useMay';
import { RunStatusBadge } from '../../runs/RunStatusBadge';
import { RunSubject } from '../../runs/RunSubject';
import { actsOf, stepsAgain } from '../../runs/runActs';
import { runPath } from '../../runs/runPath';
import { useRunAct } from '../../runs/useRunAct';
import classes from './LiveRun.module.css';
import { LiveStep } from './LiveStep';
import type { DirectRun } from './useDirectRun';
import { useStreamedText } from './useStreamedText';

interface Props {
  runId: string;
  nodeNames: ReadonlyMap<string, string>;
  direct: DirectRun;
}

/** A run as it goes: its steps as they begin and end, and what came of it. */
export function LiveRun({ runId, nodeNames, direct }: Props) {
  const query = useQuery(getRunOptions({ path: { id: runId } }));
  const texts = useStreamedText(runId);
  const act = useRunAct();
  const mayRun = useMay('operator');
  const run = query.data;
  if (query.isError) {
    return <ErrorState error={query.error} onRetry={() => query.refetch()} />;
  }
  if (!run) {
    return <Loading />;
  }
  const steps = run.steps ?? [];
  const canRetry = mayRun && actsOf(run.status).includes('retry');
  const canCancel = mayRun && actsOf(run.status).includes('cancel');
  return (
    <Stack>
      <Group justify="space-between">
        <Group gap="md">
          <RunStatusBadge run={run} />
          <Text size="sm" c="dimmed">
            <Duration startedAt={run.startedAt} completedAt={run.completedAt} />
          </Text>
          {run.contact && (
            <Text size="sm" c="dimmed">
              for <RunSubject contact={run.contact} />
            </Text>
          )}
        </Group>
        <Anchor component={Link} to={runPath(run.id)} size="sm">
          Open the run
        </Anchor>
      </Group>
      <ol className={classes.steps} aria-label="Steps">
        {steps.map((step) => (
          <LiveStep
            key={step.id}
            step={step}
            name={nodeNames.get(step.nodeId ?? '') ?? step.nodeId ?? step.stepType}
            text={texts.get(step.nodeId ?? '')?.text}
            onRunFrom={
              mayRun && stepsAgain(run, step) ? () => direct.fromStep(run, step) : undefined
            }
          />
        ))}
      </ol>
      {steps.length === 0 && (
        <Text size="sm" c="dimmed">
          Waiting for its first step.
        </Text>
      )}
      {run.result !== null && run.result !== undefined && (
        <div>
          <Text size="sm" fw={600} mb={6}>
            Result
          </Text>
          <JsonView label="Result" value={run.result} />
        </div>
      )}
      <Group justify="end">
        {canCancel && (
          <Button variant="default" c="red" onClick={() => act.perform(run, 'cancel')}>
            Cancel
          </Button>
        )}
        {canRetry && (
          <Button
            variant="default"
            leftSection={<IconRotateClockwise size={15} />}
            loading={direct.isBusy}
            onClick={() => direct.goOn(run.id)}
          >
            Retry from the failed step
          </Button>
        )}
        {mayRun && run.completedAt && (
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={15} />}
            loading={direct.isBusy}
            onClick={() => direct.again(run.id)}
          >
            Run again
          </Button>
        )}
      </Group>
    </Stack>
  );
}
