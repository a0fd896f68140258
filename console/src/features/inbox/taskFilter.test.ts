import { taskFilter } from './taskFilter';

describe('what the inbox shows', () => {
  it('is what is open, unless something else is asked for', () => {
    expect(taskFilter({ filters: {}, q: '' })).toEqual({ state: 'open' });
    expect(taskFilter({ filters: { state: 'expired' }, q: 'fit' })).toEqual({
      state: 'expired',
      q: 'fit',
    });
  });

  it('has its filters as the API takes them, so that acts on many do no more than it shows', () => {
    expect(
      taskFilter({
        filters: { flowId: 'f', uxNodeId: 'new', kind: 'step', overdue: 'true', assigned: 'false' },
        q: '',
      }),
    ).toEqual({
      state: 'open',
      flowId: 'f',
      uxNodeId: 'new',
      kind: 'step',
      overdue: true,
      assigned: false,
    });
  });
});
