import type { RunView } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { absoluteTime } from '@/shared/format/time';
import { humanize } from '@/shared/format/words';

/** What a run waits for whose step waits, by the type of that step. */
const STEP_WAITS: Record<string, string> = {
  wait: 'Waiting for its time',
  'wait.event': 'Waiting for an event',
  callback: 'Waiting for a call',
  'email.send': 'Waiting to send',
  subflow: 'Waiting for another run',
  for_each: 'Waiting for other runs',
};

type Waiting = Pick<RunView, 'status' | 'openTask' | 'waitingStep'>;

/** What a run waits for, a person's answer first; nothing when it goes on, or is held otherwise. */
export function waitingWords({ status, openTask, waitingStep }: Waiting): string | undefined {
  if (status !== 'running' && status !== 'pending') {
    return undefined;
  }
  if (openTask) {
    return openTask.assignee
      ? `Waiting for ${openTask.assignee}’s answer`
      : 'Waiting for an answer';
  }
  return waitingStep ? (STEP_WAITS[waitingStep.stepType] ?? 'Waiting') : undefined;
}

/** Where a run stands and whom it is for: `Waiting for an answer · for Ada`. */
export const runDetail = (run: Waiting & Pick<RunView, 'contact'>) =>
  [waitingWords(run) ?? humanize(run.status), run.contact && `for ${contactName(run.contact)}`]
    .filter(Boolean)
    .join(' · ');

/** What a run is called beside others of the same flow: `Greet for Ada, 1 Mar 2026, 12:00:00`. */
export const ownName = ({
  name,
  contact,
  createdAt,
}: Pick<RunView, 'name' | 'contact' | 'createdAt'>) =>
  `${name}${contact ? ` for ${contactName(contact)}` : ''}, ${absoluteTime(createdAt)}`;
