import { IconPlayerPlay } from '@tabler/icons-react';
import { startFlowOfEntity } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { type JourneyActType, to } from './JourneyActType';

export const startFlow: JourneyActType = {
  label: 'Start flow',
  icon: IconPlayerPlay,
  asks: ({ contact }, { flow }) => `Start “${flow?.systemFlowName}” for ${contactName(contact)}?`,
  explains:
    'It was mapped to the stage after they came to it. It starts as if it had been mapped before: ' +
    'after the flows that come before it, and once only while they stay there.',
  confirm: 'Start flow',
  useForm: (entity, { flow }) => ({
    ask: flow
      ? () => startFlowOfEntity({ ...to(entity), body: { systemFlowId: flow.systemFlowId } })
      : null,
    done:
      entity.status === 'paused'
        ? `begins “${flow?.systemFlowName}” when the journey is resumed`
        : `begins “${flow?.systemFlowName}” in its turn`,
  }),
};
