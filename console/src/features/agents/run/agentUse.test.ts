import type { StepRow } from '@/client';
import { agentUse, usedPercent } from './agentUse';

const step = (stepType: string) => ({ stepType }) as StepRow;

const RUN = {
  config: { limits: { maxTurns: 4, maxTokens: 1000 }, budgetUsd: 0.2 },
  costUsd: 0.1,
  outputTokens: 250,
  steps: [step('thinking'), step('tool_call'), step('tool_result'), step('thinking')],
};

describe('what an agent has used', () => {
  it('is told beside what it was given; each time that it thinks is a turn', () => {
    expect(agentUse(RUN, { usd: 0.5, period: 'total' })).toEqual({
      turns: { used: 2, most: 4 },
      tokens: { used: 250, most: 1000 },
      cost: { used: 0.1, most: 0.5 },
    });
  });

  it('has no limit where none is kept', () => {
    expect(agentUse({ ...RUN, config: {}, steps: null }, undefined)).toEqual({
      turns: { used: 0, most: undefined },
      tokens: { used: 250, most: undefined },
      cost: { used: 0.1, most: undefined },
    });
  });

  it('has the limit of its budget, and none once that is lifted, whatever it began with', () => {
    expect(agentUse(RUN, { usd: 2.5, period: 'total' }).cost.most).toBe(2.5);
    expect(agentUse(RUN, undefined).cost.most).toBeUndefined();
    expect(agentUse(RUN, { usd: 2.5, period: 'day' }).cost.most).toBeUndefined();
  });

  it('is never more than all of it', () => {
    expect(usedPercent({ used: 3, most: 4 })).toBe(75);
    expect(usedPercent({ used: 9, most: 4 })).toBe(100);
    expect(usedPercent({ used: 9, most: undefined })).toBeUndefined();
  });
});
