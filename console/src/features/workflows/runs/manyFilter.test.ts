import { manyFilter } from './manyFilter';

it('names what the list of runs shows, and nothing that it does not filter by', () => {
  expect(manyFilter({ q: 'ada', status: 'failed', flowId: undefined, topLevel: 'true' })).toEqual({
    q: 'ada',
    status: 'failed',
    topLevel: true,
  });
  expect(manyFilter({})).toEqual({});
});
