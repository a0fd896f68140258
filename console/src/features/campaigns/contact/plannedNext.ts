import type { EnrollmentView, TemplateView } from '@/client';
import { planOf } from '../plan/calendar';
import { readWindow } from '../plan/sendingWindow';
import { draftsOf, type StepDraft } from '../steps/stepDrafts';
import { configOf } from '../templateConfig';

/** A step that an enrollment will come to. */
export interface NextStep {
  /** Its place, from 0. */
  index: number;
  step: StepDraft;
  /** Milliseconds since 1970 at the earliest; undefined when nothing tells. */
  at: number | undefined;
}

/** How many steps are told: what comes later moves most. */
const TOLD = 3;

/**
 * What an enrollment comes to next, by its template as it is now. What holds it says when the next
 * step is due; without that, such as while a person is waited for, no time is known.
 */
export function plannedNext(
  enrollment: EnrollmentView,
  template: Pick<TemplateView, 'steps' | 'config'>,
  timezone: string | null | undefined,
): NextStep[] {
  const { status, currentStepIndex } = enrollment;
  if (status !== 'active' && status !== 'pending') {
    return [];
  }
  const [wait] = enrollment.waitingOn;
  const until = wait?.until ? Date.parse(wait.until) : undefined;
  const drafts = draftsOf(template.steps);
  const [current, ...later] = drafts.slice(currentStepIndex);
  if (!current) {
    return [];
  }
  const plan =
    until === undefined
      ? undefined
      : planOf(later, { begins: until, window: readWindow(configOf(template).window), timezone });
  return [
    { step: current, at: until },
    ...later.map((step, index) => ({ step, at: plan?.steps[index]?.at })),
  ]
    .map((next, index) => ({ ...next, index: currentStepIndex + index }))
    .slice(0, TOLD);
}
