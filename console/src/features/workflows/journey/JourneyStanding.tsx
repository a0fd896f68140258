import { Alert, Anchor, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { EntityView } from '@/client';
import { Since } from '@/shared/format/Since';
import { humanize } from '@/shared/format/words';
import { Panel } from '@/shared/layout/Panel';
import classes from '@/shared/list/Rows.module.css';
import { runPath } from '../runs/runPath';
import { None } from './None';
import { useJourneyRuns } from './useJourneyRuns';
import { WaitRow } from './WaitRow';

/** What is wrong with a journey, and what it waits for. */
export function JourneyStanding({ entity }: { entity: EntityView }) {
  const { stepOf } = useJourneyRuns(entity.id);
  const { problem, status, waitingOn } = entity;
  const failures = waitingOn.filter(
    ({ kind, runId }) => status === 'blocked' && kind === 'person' && runId,
  );
  const waits = waitingOn.filter((wait) => !failures.includes(wait));
  return (
    <>
      {problem && (
        <Trouble title={humanize(problem.kind)} cause={problem.cause} runId={problem.runId}>
          <Since at={problem.since} />
        </Trouble>
      )}
      {failures.map(({ nodeId, runId, detail }) => (
        <Trouble
          key={`${runId} ${nodeId}`}
          title={nodeId ? `Blocked at ${stepOf(runId, nodeId)}` : 'Blocked'}
          cause={detail}
          runId={runId}
        >
          until somebody decides
        </Trouble>
      ))}
      {(waits.length > 0 || failures.length === 0) && (
        <Panel title="Waits for" flush>
          {waits.length === 0 && <None>Nothing</None>}
          <ul className={classes.rows}>
            {waits.map((wait) => (
              <WaitRow
                key={`${wait.kind} ${wait.runId} ${wait.nodeId}`}
                entity={entity}
                wait={wait}
              />
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

interface TroubleProps {
  title: string;
  cause: string | null | undefined;
  runId: string | null | undefined;
  children: ReactNode;
}

/** Something that somebody has to look at, with the run that it comes from. */
function Trouble({ title, cause, runId, children }: TroubleProps) {
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={title}>
      <Text size="sm">{cause}</Text>
      <Text size="xs" mt={4} component="div">
        {children}
        {runId && (
          <>
            {' · '}
            <Anchor component={Link} to={runPath(runId)} inherit c="inherit" underline="always">
              Show the run
            </Anchor>
          </>
        )}
      </Text>
    </Alert>
  );
}
