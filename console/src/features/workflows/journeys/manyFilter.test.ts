import { manyFilter } from './manyFilter';

it('takes the filters of the list, each as what it means', () => {
  expect(
    manyFilter({ filters: { flowId: 'f', cameTo: 'x', live: 'false', version: '2' }, q: 'ada' }),
  ).toEqual({ flowId: 'f', cameTo: 'x', live: false, version: 2, q: 'ada' });
  expect(manyFilter({ filters: {}, q: '' })).toEqual({});
});
