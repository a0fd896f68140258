import type { RunView } from '@/client';
import { messageOf } from '@/shared/json/messageOf';

interface StopWords {
  title: string;
  /** What somebody can do about it. */
  next: string;
}

const GO_ON = 'Write to its session: another run goes on from there, with as much again.';

/** Why agents stop before they are done, by the API's word for it. */
const STOPS: Record<string, StopWords> = {
  max_turns: { title: 'It has used up its turns', next: GO_ON },
  max_tokens: { title: 'It has written as much as it may', next: GO_ON },
  budget: {
    title: 'Its budget is used up',
    next: 'Raise the budget at Settings › Budgets where it is not its own, then write to its session.',
  },
  refusal: {
    title: 'The model declined to go on',
    next: 'Fork its session at an earlier message and put it differently.',
  },
  model_context_window_exceeded: {
    title: 'The conversation is too long for the model',
    next: 'Fork its session at an earlier message, or start another agent.',
  },
  error: {
    title: 'The model could not be asked',
    next: 'Mend what is said here, then write to its session.',
  },
};

const ENDED: Partial<Record<RunView['status'], StopWords>> = {
  cancelled: { title: 'The run was cancelled', next: GO_ON },
  killed: { title: 'The run was killed', next: GO_ON },
};

/** Why a run ended before the agent was done; nothing while it goes on and when it was done. */
export interface Stop extends StopWords {
  messages: string[];
}

/** Why the run of an agent ended early, in words, with what was recorded of it. */
export function stopOf({
  status,
  result,
  errors,
}: Pick<RunView, 'status' | 'result' | 'errors'>): Stop | undefined {
  const ended = ENDED[status];
  if (!ended && status !== 'failed') {
    return undefined;
  }
  const reason = field(result, 'stopReason');
  const words = ended ??
    (reason !== undefined && Object.hasOwn(STOPS, reason) ? STOPS[reason] : undefined) ?? {
      title: reason ? `The model stopped: ${reason}` : 'The run failed',
      next: GO_ON,
    };
  return { ...words, messages: [...new Set(errors.map(messageOf))] };
}

/** What the agent answered, where it did. */
export const answerOf = ({ result }: Pick<RunView, 'result'>) => field(result, 'text') || undefined;

function field(result: unknown, name: 'stopReason' | 'text'): string | undefined {
  const value =
    typeof result === 'object' && result !== null
      ? (result as Record<string, unknown>)[name]
      : undefined;
  return typeof value === 'string' ? value : undefined;
}
