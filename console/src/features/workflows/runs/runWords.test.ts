import { waitingWords } from './runWords';

const openTask = { id: '1', title: 'Approve?', assignee: 'Ada' };

it('says whose answer a run waits for', () => {
  expect(waitingWords({ status: 'running', openTask })).toBe('Waiting for Ada’s answer');
  expect(waitingWords({ status: 'running', openTask: { ...openTask, assignee: null } })).toBe(
    'Waiting for an answer',
  );
});

it('says what the status says where a person’s answer would not help', () => {
  expect(waitingWords({ status: 'paused', openTask })).toBeUndefined();
  expect(waitingWords({ status: 'cancelled', openTask })).toBeUndefined();
  expect(waitingWords({ status: 'running' })).toBeUndefined();
});

it('says what a run waits for whose step waits', () => {
  const waitingStep = { nodeId: 'w', stepType: 'wait' };
  expect(waitingWords({ status: 'running', waitingStep })).toBe('Waiting for its time');
  expect(
    waitingWords({ status: 'running', waitingStep: { ...waitingStep, stepType: 'new.step' } }),
  ).toBe('Waiting');
  expect(waitingWords({ status: 'running', waitingStep, openTask })).toBe(
    'Waiting for Ada’s answer',
  );
});
