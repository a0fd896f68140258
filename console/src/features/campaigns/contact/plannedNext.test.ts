import type { EnrollmentView, TemplateView } from '@/client';
import { plannedNext } from './plannedNext';

const enrollment: EnrollmentView = {
  id: 'e',
  templateId: 't',
  contactId: 'c',
  status: 'active',
  currentStepIndex: 1,
  enrolledAt: '2026-07-01T08:00:00Z',
  waitingOn: [{ kind: 'timer', nodeId: 'delay-1', until: '2026-07-03T12:00:00Z' }],
};

const steps: TemplateView['steps'] = ['a', 'b', 'c', 'd', 'e'].map((subject, stepIndex) => ({
  id: subject,
  stepIndex,
  stepType: 'message',
  config: { subject },
  delayHours: 24,
}));

const told = (change: Partial<EnrollmentView>, config = {}) =>
  plannedNext({ ...enrollment, ...change }, { steps, config }, 'UTC').map(({ index, step, at }) => [
    index,
    step.config.subject,
    at && new Date(at).toISOString(),
  ]);

describe('what an enrollment comes to next', () => {
  it('is the step that it waits for, and those after it by their delays', () => {
    expect(told({})).toEqual([
      [1, 'b', '2026-07-03T12:00:00.000Z'],
      [2, 'c', '2026-07-04T12:00:00.000Z'],
      [3, 'd', '2026-07-05T12:00:00.000Z'],
    ]);
  });

  it('obeys the hours of its template', () => {
    const config = { window: { days: ['mon'], from: '09:00', to: '10:00', timezone: 'UTC' } };
    expect(told({}, config)[1]).toEqual([2, 'c', '2026-07-06T09:00:00.000Z']);
  });

  it('has no time while nothing tells one', () => {
    expect(told({ waitingOn: [{ kind: 'person' }] })[0]).toEqual([1, 'b', undefined]);
  });

  it('is nothing once it is paused or has ended', () => {
    expect(told({ status: 'paused' })).toEqual([]);
    expect(told({ status: 'replied' })).toEqual([]);
    expect(told({ currentStepIndex: 9 })).toEqual([]);
  });
});
