import { questionWords } from './runWords';

const openTask = { id: '1', title: 'Approve?', assignee: 'Ada' };

it('says whose answer a run waits for', () => {
  expect(questionWords({ status: 'running', openTask })).toBe('Waiting for Ada’s answer');
  expect(questionWords({ status: 'running', openTask: { ...openTask, assignee: null } })).toBe(
    'Waiting for an answer',
  );
});

it('says what the status says where a person’s answer would not help', () => {
  expect(questionWords({ status: 'paused', openTask })).toBeUndefined();
  expect(questionWords({ status: 'cancelled', openTask })).toBeUndefined();
  expect(questionWords({ status: 'running' })).toBeUndefined();
});
