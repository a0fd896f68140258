import { humanize } from '@/shared/format/words';
import { ACT_SIGNS } from '../../runs/RunActsMenu';
import { type ManyActType, useNothing } from './ManyActType';

const act = (
  kind: 'pause' | 'resume' | 'skip' | 'retry' | 'cancel',
  explains: string,
): ManyActType => ({
  kind,
  on: 'runs',
  label: humanize(kind),
  icon: ACT_SIGNS[kind].icon,
  explains,
  harms: kind === 'cancel',
  useForm: useNothing,
});

/** What can be done to many runs. */
export const RUN_MANY_ACTS: readonly ManyActType[] = [
  act('pause', 'The step that runs now finishes, and no other starts until they are resumed.'),
  act('resume', 'Each goes on where it was paused.'),
  act('skip', 'Each goes on behind the step that it waits at. That step gives and sends nothing.'),
  act('retry', 'Each that failed, or was ended, runs again as a run of its own.'),
  act(
    'cancel',
    'The running step of each is told to stop, and nothing else begins. What they have sent stays sent.',
  ),
];
