import type { JourneyEventRow } from '@/client';
import { eventWords } from './eventWords';

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
    const words = eventWords(event({ fromNode: 'a', toNode: 'b' }), (id) => `Stage ${id}`);
    expect(words).toEqual({ what: 'Moved to Stage b', detail: 'from Stage a · by user' });
  });

  it('says why something was blocked', () => {
    const blocked = event({ type: 'blocked', detail: { cause: 'The mailbox is full.' } });
    expect(eventWords(blocked, String).detail).toBe('The mailbox is full. · by user');
  });
});
