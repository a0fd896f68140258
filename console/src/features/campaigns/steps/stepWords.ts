import {
  IconClock,
  IconGitBranch,
  IconHeart,
  IconMail,
  IconMessageCircle,
  IconUserPlus,
  IconUserSearch,
} from '@tabler/icons-react';
import type { JsonObject, TemplateStepType } from '@/client';
import { conditionWords } from '@/features/workflows/editor/rules/rules';
import { durationWords } from '@/shared/format/isoDuration';
import { plural } from '@/shared/format/number';
import { gotoOf, type StepDraft } from './stepDrafts';

interface StepSign {
  label: string;
  icon: typeof IconMail;
}

/** How each type of step is called and drawn. */
export const STEP_TYPES: Record<TemplateStepType, StepSign> = {
  message: { label: 'Message', icon: IconMail },
  connect: { label: 'Connect', icon: IconUserPlus },
  follow: { label: 'Follow', icon: IconUserSearch },
  like: { label: 'Like', icon: IconHeart },
  comment: { label: 'Comment', icon: IconMessageCircle },
  wait: { label: 'Wait', icon: IconClock },
  condition: { label: 'Condition', icon: IconGitBranch },
};

const DAY = 24;

/** Hours as people say them: `2 days`, `36 hours`. */
export const hoursWords = (hours: number) =>
  hours >= DAY && hours % DAY === 0 ? plural(hours / DAY, 'day') : plural(hours, 'hour');

/** When a step comes after the one before. */
export function delayWords(delayHours: number, isFirst: boolean): string {
  if (delayHours > 0) {
    return isFirst
      ? `${hoursWords(delayHours)} after enrolling`
      : `${hoursWords(delayHours)} later`;
  }
  return isFirst ? 'At once' : 'Right after';
}

const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

const target = ({ target: post }: JsonObject) =>
  !text(post) || post === 'latest_post' ? 'The latest post' : text(post);

/** What a step does, in a line; empty while its settings are. */
export function summaryOf({ stepType, config }: Pick<StepDraft, 'stepType' | 'config'>): string {
  switch (stepType) {
    case 'message': {
      const variants = Array.isArray(config.variants) ? (config.variants as JsonObject[]) : [];
      const said =
        (text(config.mailTemplate) && 'Saved mail') ||
        text(config.subject) ||
        text(config.text) ||
        text(variants[0]?.subject);
      return variants.length > 1 ? `${said} (${plural(variants.length, 'version')})` : said;
    }
    case 'connect':
      return text(config.note);
    case 'follow':
      return 'The profile';
    case 'like':
      return target(config);
    case 'comment':
      return text(config.text);
    case 'wait':
      return [
        text(config.duration) && `For ${durationWords(text(config.duration))}`,
        text(config.until) && `Until ${text(config.until)}`,
        config.window != null && 'Within its window',
      ]
        .filter(Boolean)
        .join(', ');
    case 'condition':
      return conditionWords(text(config.expression));
  }
}

/** What becomes of whoever does not fulfil a condition. */
export function otherwiseWords(config: JsonObject): string {
  const goto = gotoOf(config);
  if (goto !== undefined) {
    return `goes on with step ${goto + 1}`;
  }
  return config.otherwise === 'skip' ? 'skips the next step' : 'ends here';
}
