import { IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import { pauseEntity, type TimerMode } from '@/client';
import { type Choice, Choices } from './Choices';
import { type JourneyActType, to } from './JourneyActType';

export const TIMERS: Choice<TimerMode>[] = [
  ['freeze', 'Freeze timers', 'They keep what was left of them.'],
  ['elapse', 'Let timers elapse', 'They fall due meanwhile, and act when it is resumed.'],
];

export const pause: JourneyActType = {
  label: 'Pause',
  icon: IconPlayerPause,
  explains: 'The steps that run now finish, and no other starts until it is resumed.',
  confirm: 'Pause journey',
  useForm(entity, _start, stage) {
    const [timers, setTimers] = useState<TimerMode>('freeze');
    return {
      fields: <Choices label="Its timers" choices={TIMERS} value={timers} onChange={setTimers} />,
      ask: () => pauseEntity({ ...to(entity), body: { timers } }),
      done: `is paused at ${stage} now`,
    };
  },
};
