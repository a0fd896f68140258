import type { JourneyEventRow } from '@/client';
import { eventWords } from './eventWords';

const NAMES = { stage: String };

const event = (parts: Partial<JourneyEventRow>): JourneyEventRow => ({
  entityId: 'e',
  seq: 1,
  type: 'moved',
  actor: 'user',
  detail: {},
  at: '2026-03-01T12:00:00Z',
  ...parts,
});

describe('an event of a journey', () => {
  it('calls stages as the flow does', () => {
    const words = eventWords(event({ fromNode: 'a', toNode: 'b' }), {
      stage: (id) => `Stage ${id}`,
    });
    expect(words).toEqual({ what: 'Moved to Stage b', detail: 'from Stage a · by user' });
  });

  it('says which step failed and why', () => {
    const failed = event({
      type: 'path_failed',
      runId: 'r',
      detail: { nodeId: 'divide', message: 'By zero' },
    });
    expect(
      eventWords(failed, { stage: String, step: (run, id) => `Step ${id} of ${run}` }).detail,
    ).toBe('at Step divide of r · By zero · by user');
  });

  it('names the flow that a path is of', () => {
    const started = event({ type: 'path_started', runId: 'r' });
    expect(eventWords(started, { stage: String, flow: (runId) => `Flow of ${runId}` })).toEqual({
      what: 'Path started',
      detail: 'Flow of r · by user',
    });
  });

  it('says how a pause treats timers, and where a retry begins', () => {
    expect(eventWords(event({ type: 'paused', detail: { timers: 'ELAPSE' } }), NAMES).detail).toBe(
      'timers elapse · by user',
    );
    expect(
      eventWords(event({ type: 'retried', detail: { from: 'failed_step' } }), NAMES).detail,
    ).toBe('from failed step · by user');
  });

  it('says why something was blocked', () => {
    const blocked = event({ type: 'blocked', detail: { cause: 'The mailbox is full.' } });
    expect(eventWords(blocked, NAMES).detail).toBe('The mailbox is full. · by user');
  });
});
