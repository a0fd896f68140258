import type { Budget, RunView } from '@/client';

/** How much of something a run has used. */
export interface Use {
  used: number;
  /** The most that it may use; nothing where it has no limit of its own. */
  most: number | undefined;
}

export interface AgentUse {
  turns: Use;
  /** Written tokens, which alone are limited. */
  tokens: Use;
  /** US dollars. */
  cost: Use;
}

/**
 * What the run of an agent has used of what it was given.
 *
 * @param budget of the run itself, as it stands after what people have added to it
 */
export function agentUse(
  run: Pick<RunView, 'config' | 'costUsd' | 'outputTokens' | 'steps'>,
  budget: Pick<Budget, 'usd' | 'period'> | undefined,
): AgentUse {
  const limits = isRecord(run.config.limits) ? run.config.limits : {};
  return {
    turns: {
      used: run.steps?.filter(({ stepType }) => stepType === 'thinking').length ?? 0,
      most: amount(limits.maxTurns),
    },
    tokens: { used: run.outputTokens, most: amount(limits.maxTokens) },
    // One of a day or a month says nothing about the run as a whole.
    cost: { used: run.costUsd, most: budget?.period === 'total' ? budget.usd : undefined },
  };
}

/** How much is used up, in percent; nothing where there is no limit. */
export const usedPercent = ({ used, most }: Use) =>
  most === undefined ? undefined : Math.min(100, (used / most) * 100);

const amount = (value: unknown) => (typeof value === 'number' && value > 0 ? value : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
