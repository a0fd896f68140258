import { absoluteTime } from '@/shared/format/time';
import { ownName, runDetail, waitingWords } from './runWords';

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

it('tells runs of one flow apart by whom they are for and when they were started', () => {
  const createdAt = '2026-03-01T12:00:00Z';
  const run = { name: 'Greet', createdAt, status: 'completed' as const };
  const contact = { id: 'c', name: 'Ada', email: null };
  expect(ownName(run)).toBe(`Greet, ${absoluteTime(createdAt)}`);
  expect(ownName({ ...run, contact })).toBe(`Greet for Ada, ${absoluteTime(createdAt)}`);
  expect(runDetail({ ...run, contact })).toBe('Completed · for Ada');
});
