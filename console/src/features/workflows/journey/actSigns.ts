import {
  IconArrowMoveRight,
  IconBan,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconRotateClockwise,
  IconSwitchHorizontal,
  IconVersions,
} from '@tabler/icons-react';
import type { JourneyAct } from './journeyActs';

interface ActSign {
  label: string;
  icon: typeof IconBan;
  /** What it does, for the person who is about to do it. */
  explains: string;
  /** What the button says that does it. */
  confirm: string;
}

export const ACT_SIGNS: Record<JourneyAct, ActSign> = {
  move: {
    label: 'Move',
    icon: IconSwitchHorizontal,
    explains: 'It enters the stage that you choose. What still runs where it stands is cancelled.',
    confirm: 'Move journey',
  },
  advance: {
    label: 'Advance',
    icon: IconArrowMoveRight,
    explains: 'It leaves its stage along the spine at once, whatever still runs there.',
    confirm: 'Advance journey',
  },
  pause: {
    label: 'Pause',
    icon: IconPlayerPause,
    explains: 'Activities that run finish, and no step starts until it is resumed.',
    confirm: 'Pause journey',
  },
  resume: {
    label: 'Resume',
    icon: IconPlayerPlay,
    explains: 'It goes on where it was paused.',
    confirm: 'Resume journey',
  },
  retry: {
    label: 'Retry',
    icon: IconRotateClockwise,
    explains: 'What failed in its stage runs again.',
    confirm: 'Retry journey',
  },
  skip: {
    label: 'Skip',
    icon: IconPlayerSkipForward,
    explains: 'It passes the step that failed or waits, which does not happen any more.',
    confirm: 'Skip step',
  },
  migrate: {
    label: 'Migrate',
    icon: IconVersions,
    explains:
      'It goes on in the newest version of its flow. Paths that run now end in the version that they began with.',
    confirm: 'Migrate journey',
  },
  cancel: {
    label: 'Cancel',
    icon: IconBan,
    explains: 'The journey and everything that runs for it end. What it has sent stays sent.',
    confirm: 'Cancel journey',
  },
};
