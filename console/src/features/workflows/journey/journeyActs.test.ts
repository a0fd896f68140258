import { actsOf } from './journeyActs';

describe('the acts on a journey', () => {
  it('pass a step only where one waits', () => {
    const held = { kind: 'timer', runId: 'r', nodeId: 'rest' };
    expect(actsOf({ status: 'waiting', waitingOn: [held] })).toContain('skip');
    const stage = { kind: 'move', nodeId: 'trying' };
    expect(actsOf({ status: 'waiting', waitingOn: [stage] })).not.toContain('skip');
  });

  it('begin with a retry where something failed', () => {
    expect(actsOf({ status: 'blocked', waitingOn: [] })[0]).toBe('retry');
  });

  it('are none once it has ended', () => {
    for (const status of ['completed', 'exited', 'cancelled'] as const) {
      expect(actsOf({ status, waitingOn: [] })).toEqual([]);
    }
  });
});
