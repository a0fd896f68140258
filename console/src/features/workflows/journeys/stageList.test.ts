import { cohortWords, stageList } from './stageList';

const COHORT = { flowId: 'f', uxNodeId: 'in talks', from: '2026-02-01', to: '2026-03-02' };

it('leads to the list that a figure counts', () => {
  expect(stageList(COHORT, 'replied')).toBe(
    '/workflows/journeys?flowId=f&cameTo=in+talks&became=replied&from=2026-02-01&to=2026-03-02',
  );
  expect(stageList({ ...COHORT, version: 3 }, 'entered')).toMatch(/&version=3$/);
});

it.each([
  [{}, ''],
  [{ version: '2' }, 'Version 2'],
  [{ cameTo: 'x' }, 'Came to In talks'],
  [{ cameTo: 'x', became: 'entered', from: 'a', to: 'b' }, 'Came to In talks from a to b'],
  [{ cameTo: 'x', became: 'moved_on', from: 'a' }, 'Came to In talks since a, Moved on'],
  [{ became: 'sent', to: 'b', version: '2' }, 'Came to a stage until b, Sent, version 2'],
])('says what %j keeps', (filters, words) => {
  expect(cohortWords(filters, 'In talks')).toBe(words);
});
