import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { type ResumeMode, resumeEntity } from '@/client';
import { type Choice, Choices } from './Choices';
import { type JourneyActType, to } from './JourneyActType';

export const MODES: Choice<ResumeMode>[] = [
  ['continue', 'Continue', 'Timers go on as they were paused.'],
  ['send_now', 'Send now', 'Timers end, so what waited happens at once.'],
  ['respread', 'Spread again', 'Timers that are due are spread over an hour.'],
];

export const resume: JourneyActType = {
  label: 'Resume',
  icon: IconPlayerPlay,
  explains: 'It goes on where it was paused.',
  confirm: 'Resume journey',
  useForm(entity, _start, stage) {
    const [mode, setMode] = useState<ResumeMode>('continue');
    return {
      fields: <Choices label="How it goes on" choices={MODES} value={mode} onChange={setMode} />,
      ask: () => resumeEntity({ ...to(entity), body: { mode } }),
      done: `goes on at ${stage}`,
    };
  },
};
