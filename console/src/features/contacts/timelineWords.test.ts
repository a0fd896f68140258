import type { TimelineEntry } from '@/client';
import { mailPath, timelineWords } from './timelineWords';

const entry = (type: string, detail: Record<string, unknown>): TimelineEntry => ({
  kind: 'journey',
  type,
  at: '2026-03-01T12:00:00Z',
  flowId: 'f',
  flowName: 'Welcome',
  detail,
});

const stages = (flowId: unknown, stage: unknown) => `Stage ${stage} of ${flowId}`;

describe('a line of a timeline', () => {
  it('names the stages of a move', () => {
    expect(
      timelineWords(entry('moved', { fromNode: 'new-lead', toNode: 'introduced' }), stages),
    ).toEqual({
      what: 'Moved to Stage introduced of f',
      detail: 'Welcome · from Stage new-lead of f',
    });
  });

  it('leaves out where a journey came from when it begins', () => {
    expect(
      timelineWords(entry('moved', { fromNode: null, toNode: 'introduced' }), stages).detail,
    ).toBe('Welcome');
  });

  it('calls a mail by its subject and names the flow that sent it', () => {
    expect(timelineWords(entry('email_sent', { subject: 'Hello' }), stages)).toEqual({
      what: 'Hello',
      detail: 'Mail sent · Welcome',
    });
  });

  it('leads to the mail among those of its direction', () => {
    const reply = { ...entry('email_received', { id: 'm' }), kind: 'email' };
    expect(mailPath(reply)).toBe('/mailbox?direction=inbound&mail=m');
    expect(mailPath(entry('moved', {}))).toBeUndefined();
  });

  it('says of anything else what it is', () => {
    expect(timelineWords(entry('deadline_passed', {}), stages).what).toBe('Deadline passed');
  });
});
