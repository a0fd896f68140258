import type { TimelineEntry } from '@/client';
import { timelineWords } from './timelineWords';

const entry = (type: string, detail: Record<string, unknown>): TimelineEntry => ({
  kind: 'journey',
  type,
  at: '2026-03-01T12:00:00Z',
  flowName: 'Welcome',
  detail,
});

describe('a line of a timeline', () => {
  it('names the stages of a move', () => {
    expect(timelineWords(entry('moved', { fromNode: 'new-lead', toNode: 'introduced' }))).toEqual({
      what: 'Moved to Introduced',
      detail: 'Welcome, from New lead',
    });
  });

  it('leaves out where a journey came from when it begins', () => {
    expect(timelineWords(entry('moved', { fromNode: null, toNode: 'introduced' })).detail).toBe(
      'Welcome',
    );
  });

  it('calls a mail by its subject', () => {
    expect(timelineWords(entry('email_sent', { subject: 'Hello' })).what).toBe('Hello');
  });

  it('says of anything else what it is', () => {
    expect(timelineWords(entry('deadline_passed', {})).what).toBe('Deadline passed');
  });
});
