import { flowToStart, flowToTest } from './useFound';

describe('flows to start journeys on', () => {
  it.each([
    ['start', ''],
    ['Start journeys', ''],
    ['start journeys on', ''],
    ['start welcome drip', 'welcome drip'],
    ['start journeys on Welcome', 'Welcome'],
    ['starter kit', undefined],
    ['welcome', undefined],
  ])('%j asks for %j', (typed, name) => {
    expect(flowToStart(typed)).toBe(name);
  });
});

describe('flows to test', () => {
  it.each([
    ['test', ''],
    ['Simulate', ''],
    ['test a flow', ''],
    ['simulate a flow welcome', 'welcome'],
    ['test Welcome drip', 'Welcome drip'],
    ['testing', undefined],
    ['welcome', undefined],
  ])('%j asks for %j', (typed, name) => {
    expect(flowToTest(typed)).toBe(name);
  });
});
