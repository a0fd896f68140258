import { Select } from '@mantine/core';
import { IconSwitchHorizontal } from '@tabler/icons-react';
import { useState } from 'react';
import { moveEntity } from '@/client';
import { stageName, useStages } from '../../journeys/useStages';
import { type JourneyActType, to } from './JourneyActType';

export const move: JourneyActType = {
  label: 'Move',
  icon: IconSwitchHorizontal,
  explains: 'It enters the stage that you choose. What still runs where it stands is cancelled.',
  confirm: 'Move journey',
  useForm(entity) {
    const [uxNodeId, setUxNodeId] = useState<string | null>(null);
    const { stages } = useStages(entity.flowId);
    return {
      fields: (
        <Select
          label="Stage"
          placeholder="Choose a stage"
          data={stages
            .filter(({ value }) => value !== entity.currentNodeId)
            .map(({ value, label }) => ({ value, label }))}
          value={uxNodeId}
          onChange={setUxNodeId}
          data-autofocus
        />
      ),
      ask: uxNodeId ? () => moveEntity({ ...to(entity), body: { uxNodeId } }) : null,
      done: `moves to ${stageName(stages, uxNodeId)}`,
    };
  },
};
