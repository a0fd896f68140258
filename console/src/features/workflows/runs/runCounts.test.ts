import type { NodeState, RunView } from '@/client';
import { countsOf } from './runCounts';

const run = (fields: Partial<RunView>) =>
  ({
    totalItems: 0,
    processedItems: 0,
    successItems: 0,
    skippedItems: 0,
    errorItems: 0,
    ...fields,
  }) as RunView;

const state = (status: string) => ({ status }) as NodeState;

describe('what a run has got through', () => {
  it('is what the run counts itself', () => {
    const counts = countsOf(
      run({ totalItems: 10, processedItems: 4, successItems: 3, errorItems: 1, nodeStates: {} }),
    );

    expect(counts).toEqual({ total: 10, processed: 4, success: 3, skipped: 0, errors: 1 });
  });

  it('is what has become of its nodes when it counts nothing', () => {
    const counts = countsOf(
      run({
        nodeStates: {
          write: state('completed'),
          listen: state('waiting'),
          silent: state('skipped'),
          broken: state('failed'),
        },
      }),
    );

    expect(counts).toEqual({ total: 4, processed: 3, success: 1, skipped: 1, errors: 1 });
  });

  it('is unknown, so nothing, when neither is told', () => {
    expect(countsOf(run({})).total).toBe(0);
  });
});
