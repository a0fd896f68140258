import type { FirstSteps } from '@/client';

export type MilestoneId = 'try' | 'mail' | 'reply' | 'skip' | 'worker';

/** One of the things to do in the first five minutes. */
export interface Milestone {
  id: MilestoneId;
  title: string;
  hint: string;
  /** Where it is done. */
  to: string;
  doneAt: string | null;
}

/** What there is to do, with when it was done; the worker can be stopped in a local stack only. */
export function milestones(steps: FirstSteps, isLocal: boolean): Milestone[] {
  const all: Milestone[] = [
    {
      id: 'try',
      title: 'Try a blueprint',
      hint: 'Sample contacts start journeys, and the stages on its canvas fill.',
      to: '/help',
      doneAt: steps.triedAt ?? null,
    },
    {
      id: 'mail',
      title: 'See its mail arrive',
      hint: 'Nothing leaves this machine: it is all in the mailbox.',
      to: '/mailbox',
      doneAt: steps.mailedAt ?? null,
    },
    {
      id: 'reply',
      title: 'Answer as its reader',
      hint: 'Open a mail and write back. Its journey hears it at once.',
      to: '/mailbox',
      doneAt: steps.repliedAt ?? null,
    },
    {
      id: 'skip',
      title: 'Skip a wait',
      hint: 'Open a journey that waits, and skip its three days.',
      to: '/workflows/journeys?status=waiting',
      doneAt: steps.skippedAt ?? null,
    },
    {
      id: 'worker',
      title: 'Stop the worker',
      hint: 'Kill the process that does the work, and see a journey go on.',
      to: '/help#worker',
      doneAt: steps.workerStoppedAt ?? null,
    },
  ];
  return isLocal ? all : all.filter(({ id }) => id !== 'worker');
}

export const doneCount = (all: readonly Milestone[]) =>
  all.filter(({ doneAt }) => doneAt !== null).length;
