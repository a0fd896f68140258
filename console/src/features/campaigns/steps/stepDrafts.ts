import type { JsonObject, TemplateStepRow, TemplateStepType } from '@/client';

/** A step as it is edited. */
export interface StepDraft {
  /** Stays the same while steps change places. */
  key: string;
  stepType: TemplateStepType;
  config: JsonObject;
  /** Hours between the end of the step before and this one. */
  delayHours: number;
}

let count = 0;

const newKey = () => `step-${count++}`;

type StepSettings = Omit<StepDraft, 'key'>;

/** A step as it is edited or as the API has it, which keeps settings as an object of any shape. */
type Step = Pick<TemplateStepRow, 'stepType' | 'config' | 'delayHours'>;

export const draftsOf = (steps: readonly Step[]): StepDraft[] =>
  requestOf(steps).map((step) => ({ key: newKey(), ...step }));

/** The steps as the API takes them. */
export const requestOf = (steps: readonly Step[]): StepSettings[] =>
  steps.map(({ stepType, config, delayHours }) => ({
    stepType,
    config: config as JsonObject,
    delayHours,
  }));

/** Whether two lists say the same, whatever their keys. */
export const areSame = (some: readonly Step[], others: readonly Step[]) =>
  JSON.stringify(requestOf(some)) === JSON.stringify(requestOf(others));

/** What a new step of each type begins with. */
const BEGINNINGS: Record<TemplateStepType, JsonObject> = {
  message: { subject: '', text: '' },
  connect: { note: '' },
  follow: {},
  like: { target: 'latest_post' },
  comment: { target: 'latest_post', text: '' },
  wait: { duration: 'P1D' },
  condition: { expression: '', otherwise: 'stop' },
};

/** Days between a step and the one before, for all but the first. */
const USUAL_DELAY = 48;

/** Whether a step does something that a person would not want twice in a row. */
const isAct = (type: TemplateStepType) => type !== 'wait' && type !== 'condition';

export function addStep(drafts: readonly StepDraft[], stepType: TemplateStepType): StepDraft[] {
  const delayHours = drafts.length > 0 && isAct(stepType) ? USUAL_DELAY : 0;
  return [...drafts, { key: newKey(), stepType, config: BEGINNINGS[stepType], delayHours }];
}

export const removeStep = (drafts: readonly StepDraft[], key: string): StepDraft[] =>
  retargeted(
    drafts,
    drafts.filter((draft) => draft.key !== key),
  );

export function changeStep(
  drafts: readonly StepDraft[],
  key: string,
  change: Partial<StepSettings>,
): StepDraft[] {
  return drafts.map((draft) => (draft.key === key ? { ...draft, ...change } : draft));
}

/** Puts a step at the place of another one. */
export function moveStep(drafts: readonly StepDraft[], key: string, overKey: string): StepDraft[] {
  const from = drafts.findIndex((draft) => draft.key === key);
  const to = drafts.findIndex((draft) => draft.key === overKey);
  const moved = drafts[from];
  if (!moved || to < 0) {
    return [...drafts];
  }
  const rest = drafts.filter((draft) => draft.key !== key);
  return retargeted(drafts, [...rest.slice(0, to), moved, ...rest.slice(to)]);
}

/** Where a condition leads that does not hold, if that is another step. */
export function gotoOf(config: JsonObject): number | undefined {
  const { otherwise } = config;
  return typeof otherwise === 'object' && otherwise !== null && 'goto' in otherwise
    ? Number(otherwise.goto)
    : undefined;
}

/** Lets conditions lead to the steps that they led to, wherever these are now; without them they stop. */
function retargeted(before: readonly StepDraft[], after: readonly StepDraft[]): StepDraft[] {
  return after.map((draft) => {
    const goto = draft.stepType === 'condition' ? gotoOf(draft.config) : undefined;
    if (goto === undefined) {
      return draft;
    }
    const target = after.findIndex(({ key }) => key === before[goto]?.key);
    const otherwise = target < 0 ? 'stop' : { goto: target };
    return { ...draft, config: { ...draft.config, otherwise } };
  });
}
