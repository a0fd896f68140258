import { flowToStart } from './useFound';

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
