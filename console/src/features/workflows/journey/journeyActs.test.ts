import type { EntityStatus, EntityView } from '@/client';
import { actsOf } from './journeyActs';

const at = (status: EntityStatus, waitingOn: EntityView['waitingOn'] = []) => ({
  status,
  waitingOn,
  flowVersion: 1,
});

describe('the acts on a journey', () => {
  it('pass a step only where one waits', () => {
    const held = { kind: 'timer', runId: 'r', nodeId: 'rest' };
    expect(actsOf(at('waiting', [held]))).toContain('skip');
    const stage = { kind: 'move', nodeId: 'trying' };
    expect(actsOf(at('waiting', [stage]))).not.toContain('skip');
  });

  it('begin with a retry where something failed', () => {
    expect(actsOf(at('blocked'))[0]).toBe('retry');
  });

  it('take it to a newer version of its flow where there is one', () => {
    expect(actsOf(at('active'), 2)).toContain('migrate');
    expect(actsOf(at('active'), 1)).not.toContain('migrate');
    expect(actsOf(at('active'), 2).at(-1)).toBe('cancel');
  });

  it('are none once it has ended', () => {
    for (const status of ['completed', 'exited', 'cancelled'] as const) {
      expect(actsOf(at(status), 2)).toEqual([]);
    }
  });
});
