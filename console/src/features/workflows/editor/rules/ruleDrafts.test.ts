import { BLANK, changed, draftOf, faultsOf } from './ruleDrafts';

const SCORE = { field: 'contact.attributes.score', operator: 'atLeast', value: 10 } as const;

describe('a rule that was complete', () => {
  it('counts as it was while its value is missing, and says so', () => {
    const cleared = changed(draftOf(SCORE), { value: '' });
    expect(cleared.kept).toEqual(SCORE);
    expect(faultsOf(cleared)).toEqual({ value: 'Give a value.' });
    expect(changed(cleared, { value: '20' }).kept).toEqual({ ...SCORE, value: 20 });
  });

  it('counts as it was while it names no field, and says so', () => {
    const cleared = changed(draftOf(SCORE), { field: '' });
    expect(cleared.kept).toEqual(SCORE);
    expect(faultsOf(cleared)).toEqual({ field: 'Choose a field, such as contact.company.' });
  });

  it('counts as it was while its value is no number', () => {
    const wrong = changed(draftOf({ field: 'a.b', operator: 'is', value: 'x' }), {
      operator: 'more',
    });
    expect(wrong.kept?.operator).toBe('is');
    expect(faultsOf(wrong)).toEqual({ value: 'Give a number.' });
  });
});

it('a rule that nobody has filled in yet counts for nothing, and is not blamed for it', () => {
  expect(BLANK.kept).toBeNull();
  expect(faultsOf(BLANK)).toEqual({});
  expect(faultsOf(changed(BLANK, { field: 'contact.' }))).toHaveProperty('field');
});
