import { fieldChanges, revisionWords } from './revisionWords';

it('a change says what it was and what made it', () => {
  expect(revisionWords({ kind: 'merged', source: 'sync' })).toBe(
    'Merged with another contact by a sync',
  );
});

describe('what a change did to fields', () => {
  it('is told field by field, also where there was nothing', () => {
    expect(
      fieldChanges({
        lifecycleStage: { before: null, after: 'lead' },
        tags: { before: [], after: ['a', 'b'] },
      }),
    ).toEqual([
      { field: 'Lifecycle stage', before: '–', after: 'lead' },
      { field: 'Tags', before: '–', after: 'a, b' },
    ]);
  });

  it('is told key by key of attributes', () => {
    expect(
      fieldChanges({ attributes: { before: { a: 1, c: { d: 2 } }, after: { b: true } } }),
    ).toEqual([
      { field: 'a', before: '1', after: '–' },
      { field: 'c', before: '{"d":2}', after: '–' },
      { field: 'b', before: '–', after: 'true' },
    ]);
  });

  it('names identities by platform and id', () => {
    const after = [{ platform: 'x', platformUserId: '7' }];
    expect(fieldChanges({ identities: { before: [], after } })).toEqual([
      { field: 'Identities', before: '–', after: 'x: 7' },
    ]);
  });
});
