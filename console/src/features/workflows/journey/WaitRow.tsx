import { Anchor, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { EntityRowWaiting, EntityView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { absoluteTime } from '@/shared/format/time';
import classes from '@/shared/list/Rows.module.css';
import { May } from '@/shared/session/May';
import { runPath } from '../runs/runPath';
import { ActDialog } from './ActDialog';
import { heldSteps } from './heldSteps';
import { useJourneyRuns } from './useJourneyRuns';
import { waitWords } from './waitWords';

interface Props {
  entity: EntityView;
  wait: EntityRowWaiting;
}

/** Something that a journey waits for; time and events need not be waited for. */
export function WaitRow({ entity, wait }: Props) {
  const { stepOf } = useJourneyRuns(entity.id);
  const [isAsking, asking] = useDisclosure(false);
  const held = heldSteps(entity).findIndex(
    ({ runId, nodeId }) => runId === wait.runId && nodeId === wait.nodeId,
  );
  const isSkippable =
    entity.status === 'waiting' && held >= 0 && ['timer', 'event'].includes(wait.kind);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <Text size="sm">
          {waitWords(wait, wait.nodeId ? stepOf(wait.runId, wait.nodeId) : undefined)}
        </Text>
        {wait.until && (
          <Text size="xs" c="dimmed">
            until {absoluteTime(wait.until)}, <RelativeTime at={wait.until} />
          </Text>
        )}
      </div>
      {wait.runId && (
        <Anchor component={Link} to={runPath(wait.runId)} size="xs">
          Run
        </Anchor>
      )}
      {isSkippable && (
        <May needs="operator">
          <Button size="compact-xs" variant="default" onClick={asking.open}>
            Skip the wait
          </Button>
        </May>
      )}
      {isAsking && <ActDialog entity={entity} act="skip" start={{ held }} onClose={asking.close} />}
    </li>
  );
}
