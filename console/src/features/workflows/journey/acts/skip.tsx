import { IconPlayerSkipForward } from '@tabler/icons-react';
import { useState } from 'react';
import { skipEntityNode } from '@/client';
import { heldSteps } from '../heldSteps';
import { useJourneyRuns } from '../useJourneyRuns';
import { type Choice, Choices } from './Choices';
import { type JourneyActType, to } from './JourneyActType';

export const skip: JourneyActType = {
  label: 'Skip',
  icon: IconPlayerSkipForward,
  asks: ({ status }) => (status === 'waiting' ? 'Skip this wait?' : 'Skip this step?'),
  explains:
    'The journey goes on behind the step that failed or waits. That step does not happen any more.',
  confirm: 'Skip step',
  useForm(entity, start, stage) {
    const { stepOf } = useJourneyRuns(entity.id);
    const [held, setHeld] = useState(start.held ?? 0);
    const steps = heldSteps(entity);
    const step = steps[held];
    return {
      fields: steps.length > 1 && (
        <Choices
          label="Which step"
          choices={steps.map(
            ({ runId, nodeId }, index): Choice<string> => [
              String(index),
              stepOf(runId, nodeId),
              'The path goes on behind it.',
            ],
          )}
          value={String(held)}
          onChange={(value) => setHeld(Number(value))}
        />
      ),
      // Without a step it is the one that failed.
      ask: () => skipEntityNode({ ...to(entity), body: step ?? {} }),
      done: `goes past ${step ? stepOf(step.runId, step.nodeId) : `what failed at ${stage}`}`,
    };
  },
};
