import { Alert } from '@mantine/core';
import { IconRotateClockwise } from '@tabler/icons-react';
import { useState } from 'react';
import { type ActRetryFrom, type ActRetryVersion, retryEntity } from '@/client';
import { failedSteps } from '../heldSteps';
import { useJourneyRuns } from '../useJourneyRuns';
import { type Choice, Choices } from './Choices';
import { type JourneyActType, to } from './JourneyActType';

export const FROM: Choice<ActRetryFrom>[] = [
  ['failed_step', 'From the failed step', 'What is done stays done; nothing is sent twice.'],
  ['start', 'From the start', 'All of its steps run again; mail may go out again.'],
];

const VERSIONS: Choice<ActRetryVersion>[] = [
  ['pinned', 'As it was', 'In the version of the system flow that failed.'],
  ['latest', 'As it is now', 'In its newest version, where what is done is unchanged.'],
];

const ALL = 'all';

export const retry: JourneyActType = {
  label: 'Retry',
  icon: IconRotateClockwise,
  explains: 'What failed in its stage runs again.',
  confirm: 'Retry journey',
  useForm(entity, start, stage) {
    const { stepOf } = useJourneyRuns(entity.id);
    const [from, setFrom] = useState<ActRetryFrom>('failed_step');
    const [version, setVersion] = useState<ActRetryVersion>('pinned');
    const [held, setHeld] = useState(start.held);
    const failed = failedSteps(entity);
    const chosen = failed.length === 1 ? failed[0] : failed[held ?? -1];
    // Other versions are taken by one run at a time, so a single failed one is named.
    const isMissingRun = version === 'latest' && !chosen;
    return {
      fields: (
        <>
          {failed.length > 1 && (
            <Choices
              label="What is retried"
              choices={[
                [ALL, 'All that failed', 'In the version that failed.'],
                ...failed.map(
                  ({ runId, nodeId }, index): Choice<string> => [
                    String(index),
                    stepOf(runId, nodeId),
                    'The path that failed there.',
                  ],
                ),
              ]}
              value={held === undefined ? ALL : String(held)}
              onChange={(value) => setHeld(value === ALL ? undefined : Number(value))}
            />
          )}
          <Choices label="Where it begins" choices={FROM} value={from} onChange={setFrom} />
          <Choices
            label="In which version"
            choices={VERSIONS}
            value={version}
            onChange={setVersion}
          />
          {from === 'start' && (
            <Alert color="orange" p="xs">
              What it has sent already may be sent again.
            </Alert>
          )}
        </>
      ),
      ask: isMissingRun
        ? null
        : () =>
            retryEntity({ ...to(entity), body: { from, version, runId: chosen?.runId ?? null } }),
      done: `tries again what failed at ${chosen ? stepOf(chosen.runId, chosen.nodeId) : stage}`,
    };
  },
};
