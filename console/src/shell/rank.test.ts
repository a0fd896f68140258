import { ranked } from './rank';

const GROUPS = [
  {
    group: 'Go to',
    actions: [
      { id: 'flows', label: 'Flows' },
      { id: 'workflows', label: 'Workflows' },
      { id: 'contacts', label: 'Contacts' },
    ],
  },
  {
    group: 'Do',
    actions: [
      { id: 'new-flow', label: 'New flow' },
      { id: 'start', label: 'Start journeys: Welcome drip', keywords: 'seed' },
    ],
  },
  { group: 'Contacts', actions: [{ id: 'ada', label: 'Ada', keywords: 'lovelace' }] },
];

const idsOf = (query: string) =>
  ranked(query, GROUPS).flatMap(({ actions }) => actions.map(({ id }) => id));

describe('what the palette shows', () => {
  it('is everything, as it stands, while nothing is typed', () => {
    expect(ranked('  ', GROUPS)).toBe(GROUPS);
  });

  it.each([
    ['flow', ['flows', 'workflows', 'new-flow']],
    ['new', ['new-flow']],
    ['start welcome', ['start']],
    ['seed drip', ['start']],
    ['lovelace', ['ada']],
    ['conta', ['contacts']],
    ['nothing', []],
  ])('%j finds by what begins so, by words, by parts, by what it was found by', (query, ids) => {
    expect(idsOf(query)).toEqual(ids);
  });

  it('begins with the group of the best', () => {
    expect(ranked('new flow', GROUPS).map(({ group }) => group)).toEqual(['Do']);
    expect(idsOf('w')).toEqual(['workflows', 'flows', 'start', 'new-flow']);
  });
});
