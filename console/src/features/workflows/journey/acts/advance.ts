import { IconArrowMoveRight } from '@tabler/icons-react';
import { advanceEntity } from '@/client';
import { type JourneyActType, to } from './JourneyActType';

export const advance: JourneyActType = {
  label: 'Advance',
  icon: IconArrowMoveRight,
  explains: 'It leaves its stage along the spine at once, whatever still runs there.',
  confirm: 'Advance journey',
  useForm: (entity, _start, stage) => ({
    ask: () => advanceEntity(to(entity)),
    done: `leaves ${stage} along the spine`,
  }),
};
