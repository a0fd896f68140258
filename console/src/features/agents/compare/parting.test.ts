import { isSameMessage, partingOf } from './parting';

const MESSAGE = { role: 'user', author: 'Ada', at: '2026-03-02T10:00:00.000001Z' } as const;

describe('where two conversations part', () => {
  it.each([0, 1, 2, 3, 7, 8])('is found among eight messages: %i', async (shared) => {
    expect(await partingOf(8, async (seq) => seq <= shared)).toBe(shared);
  });

  it('is found in a long one with few looks', async () => {
    let looks = 0;

    const parting = await partingOf(100_000, async (seq) => {
      looks++;
      return seq <= 64_321;
    });

    expect(parting).toBe(64_321);
    expect(looks).toBeLessThan(20);
  });

  it('is the beginning of what is empty', async () => {
    expect(await partingOf(0, async () => true)).toBe(0);
  });

  it('is behind the messages that were written by the same at the same moment', () => {
    expect(isSameMessage(MESSAGE, { ...MESSAGE })).toBe(true);
    expect(isSameMessage(MESSAGE, { ...MESSAGE, at: '2026-03-02T10:00:00.000002Z' })).toBe(false);
    expect(isSameMessage(MESSAGE, { ...MESSAGE, role: 'tool' })).toBe(false);
    expect(isSameMessage(MESSAGE, undefined)).toBe(false);
    expect(isSameMessage(undefined, undefined)).toBe(false);
  });
});
