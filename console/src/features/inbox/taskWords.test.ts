import { absoluteTime } from '@/shared/format/time';
import { aboutWords, answeredWords, toldApart } from './taskWords';

const createdAt = '2026-03-01T12:00:00Z';
const task = { title: 'Fit?', runId: '01a2-beef', entityId: 'e', kind: 'step', createdAt };

it('tasks with one title are told apart by whom they are about and what asks them', () => {
  const about = { ...task, journeyName: 'Spine', runName: 'Ask', stepName: 'Ask them' };
  expect(aboutWords({ ...about, personName: 'Ada' })).toBe('Ada · Spine · Ask them');
  expect(aboutWords({ ...about, journeyName: null })).toBe(
    `Ask · Ask them · asked ${absoluteTime(createdAt)}`,
  );
  expect(toldApart({ ...about, personName: 'Ada' })).toBe('Fit?, Ada · Spine · Ask them');
});

it('an answer tells what follows from it', () => {
  expect(answeredWords({ ...task, personName: 'Ada' }, 'yes')).toBe(
    'Fit? (Ada): Yes. The journey goes on.',
  );
  expect(answeredWords({ ...task, entityId: null }, null)).toBe('Fit?: answered. The run goes on.');
});

it.each([
  ['blocked', 'cancel', 'The journey is cancelled.'],
  ['blocked', 'retry', 'It is tried again.'],
  ['deadline', 'stay', 'The journey stays where it is.'],
  ['approval', 'approve', 'The journey goes on.'],
  ['step', 'cancel', 'The journey goes on.'],
])('a task of the kind %s that is answered with %s says: %s', (kind, choice, outcome) => {
  expect(answeredWords({ ...task, kind }, choice)).toContain(outcome);
});
