import { actsOf, holdWords, stepWords } from './enrollmentWords';

describe('an enrollment', () => {
  it('stands at one of the steps of its template', () => {
    expect(stepWords({ status: 'active', currentStepIndex: 1 }, 5)).toBe('2 of 5');
    expect(stepWords({ status: 'pending', currentStepIndex: 0 }, 5)).toBe('Not begun');
    expect(stepWords({ status: 'active', currentStepIndex: 6 }, 5)).toBe('7');
  });

  it('tells what it waits for by its steps, not by the nodes of its graph', () => {
    expect(holdWords({ kind: 'timer', nodeId: 'delay-2' })).toBe('The time of step 3');
    expect(holdWords({ kind: 'timer', nodeId: 'step-1' })).toBe('The end of its wait');
    expect(
      holdWords({ kind: 'gate', nodeId: 'step-1', reason: 'mailbox_cap', detail: '50 a day' }),
    ).toBe('Room in its mailbox: 50 a day');
    expect(holdWords({ kind: 'person', nodeId: 'step-1', detail: 'Follow Ada' })).toBe(
      'A person: Follow Ada',
    );
  });

  it('can be removed until it has ended', () => {
    expect(actsOf('pending')).toEqual(['pause', 'remove']);
    expect(actsOf('paused')).toEqual(['resume', 'remove']);
    expect(actsOf('replied')).toEqual([]);
  });
});
