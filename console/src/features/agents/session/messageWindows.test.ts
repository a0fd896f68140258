import type { Message } from '@/client';
import { inOrder, olderWindow, WINDOW, windowsFrom } from './messageWindows';

/** The numbers that a reader sees who asks for older messages again and again. */
function shownAfter(clicks: number, newest: number, start = 0): number[] {
  const all = (after: number, count: number) =>
    Array.from({ length: count }, (_, index) => after + 1 + index).filter((seq) => seq <= newest);
  const oldest = Math.max(start + 1, newest - WINDOW + 1);
  let first: number | undefined;
  for (let click = 0; click < clicks; click++) {
    first = olderWindow(first === undefined ? oldest : first + 1, start);
  }
  const pages = [
    all(oldest - 1, WINDOW),
    ...windowsFrom(first, oldest).map((at) => all(at, WINDOW)),
  ];
  return inOrder(pages.map((page) => page.map((seq) => ({ seq }) as Message))).map(
    ({ seq }) => seq,
  );
}

describe('older messages of a conversation', () => {
  it.each([1, 2, 199, 200, 201, 202, 399, 400, 401, 1000, 1234])(
    'follow each other without a gap down to the first: %i',
    (newest) => {
      const shown = shownAfter(20, newest);

      expect(shown).toHaveLength(newest);
      expect(shown[0]).toBe(1);
      expect(shown.at(-1)).toBe(newest);
    },
  );

  it('are no more than was asked for', () => {
    expect(shownAfter(0, 1000)).toHaveLength(WINDOW);
    expect(shownAfter(1, 1000)[0]).toBe(601);
    expect(shownAfter(2, 1000)[0]).toBe(401);
  });

  it('end where two conversations part', () => {
    expect(shownAfter(20, 1000, 650)[0]).toBe(651);
  });

  it('stay in sight while new ones come', () => {
    const first = olderWindow(1000 - WINDOW + 1, 0);

    expect(windowsFrom(first, 1500 - WINDOW + 1)).toEqual([600, 800, 1000, 1200]);
  });
});
