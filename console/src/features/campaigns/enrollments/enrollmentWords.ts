import type { EnrollmentStatus, EnrollmentView, EntityRowWaiting } from '@/client';
import { waitWords } from '@/features/workflows/journey/waitWords';
import { humanize } from '@/shared/format/words';

export const ENROLLMENT_STATUSES: readonly EnrollmentStatus[] = [
  'pending',
  'active',
  'paused',
  'completed',
  'replied',
  'removed',
];

export type EnrollmentAct = 'pause' | 'resume' | 'remove';

/** What can be done to an enrollment as it stands. */
export function actsOf(status: EnrollmentStatus): readonly EnrollmentAct[] {
  switch (status) {
    case 'pending':
    case 'active':
      return ['pause', 'remove'];
    case 'paused':
      return ['resume', 'remove'];
    case 'completed':
    case 'replied':
    case 'removed':
      return [];
  }
}

/** The step that an enrollment stands at, of how many its template has now: `2 of 5`. */
export function stepWords(
  { status, currentStepIndex }: Pick<EnrollmentView, 'status' | 'currentStepIndex'>,
  steps: number,
): string {
  if (status === 'pending') {
    return 'Not begun';
  }
  // Whoever began with more steps than there are now keeps them.
  const at = currentStepIndex + 1;
  return at > steps ? String(at) : `${at} of ${steps}`;
}

/** What holds an enrollment, in words; the nodes of its graph are named for its steps. */
export function holdWords(waiting: EntityRowWaiting): string {
  const { kind, nodeId } = waiting;
  const [, part, index] = /^(delay|step)-(\d+)$/.exec(nodeId ?? '') ?? [];
  if (index !== undefined && kind === 'timer') {
    return part === 'delay' ? `The time of step ${Number(index) + 1}` : 'The end of its wait';
  }
  return waitWords(waiting);
}

/** Why an enrollment ended before its last step, by the API's word for it. */
const ENDS: Record<string, string> = {
  exit: 'What ends it came true',
  out_of_time: 'Its template came to its end',
  same_company: 'A colleague replied',
  template_completed: 'Its template was completed',
  removed: 'By hand',
  cancelled: 'Its run was cancelled',
  killed: 'Its run was killed',
};

/** Why an enrollment ended, where its status does not say it already. */
export const endWords = (why: string | null | undefined) =>
  why && why !== 'reply' ? (ENDS[why] ?? humanize(why)) : null;
