import type { EnrollmentStatus, TemplateStatus } from '@/client';
import { formatCount, plural } from '@/shared/format/number';

export type TemplateAct = 'activate' | 'pause' | 'complete' | 'delete';

/** What can be done to a template as it stands, the likeliest first. */
export function actsOf(status: TemplateStatus): readonly TemplateAct[] {
  switch (status) {
    case 'draft':
      return ['activate', 'delete'];
    case 'active':
      return ['pause', 'complete', 'delete'];
    case 'paused':
      return ['activate', 'complete', 'delete'];
    case 'completed':
      return ['delete'];
  }
}

/** How many enrollments of a template there are that have not ended. */
export type LiveCounts = Record<Extract<EnrollmentStatus, 'pending' | 'active' | 'paused'>, number>;

const enrollments = (count: number) => plural(count, 'enrollment');

/** What an act does to whom, before it is done. */
export function consequence(act: TemplateAct, status: TemplateStatus, live: LiveCounts): string {
  const { pending, active, paused } = live;
  const all = enrollments(pending + active + paused);
  const begun = enrollments(active + paused);
  switch (act) {
    case 'activate':
      return status === 'paused'
        ? `${begun} may go on${alsoPending(pending, 'may begin')}.`
        : `${enrollments(pending)} will begin, and whoever is enrolled from now on begins at once.`;
    case 'pause':
      return `${enrollments(active)} will wait after the step that runs now${alsoPending(pending, 'will not begin')}. Nothing is sent until you activate it again.`;
    case 'complete':
      return `${all} will end. Nothing more is sent, and nobody can be enrolled any more.`;
    case 'delete':
      return `${all} will end, and all enrollments go with the template. Runs and what was sent stay.`;
  }
}

const alsoPending = (pending: number, what: string) =>
  pending > 0 ? `, and ${formatCount(pending)} not begun yet ${what}` : '';
