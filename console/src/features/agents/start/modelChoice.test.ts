import { describe, expect, it } from 'vitest';
import { isWhole, requested, SCRIPTED, USUAL } from './modelChoice';

describe('the choice of a model', () => {
  it('sends a script to the offline stand-in only', () => {
    expect(requested({ model: ' claude-opus-5-5 ', script: '{"turns":[]}' })).toEqual({
      model: 'claude-opus-5-5',
    });
    expect(requested({ model: SCRIPTED, script: '{"turns":[]}' })).toEqual({
      model: SCRIPTED,
      script: { turns: [] },
    });
  });

  it('is whole with a model, and with a script that is an object where one is asked for', () => {
    expect(isWhole(USUAL)).toBe(true);
    expect(isWhole({ ...USUAL, model: ' ' })).toBe(false);
    expect(isWhole({ ...USUAL, script: 'no JSON' })).toBe(true);
    for (const script of ['no JSON', '[]', 'null', '1']) {
      expect(isWhole({ model: SCRIPTED, script })).toBe(false);
    }
  });
});
