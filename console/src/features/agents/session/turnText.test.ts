import type { StreamedText } from '@/features/workflows/editor/run/streamedText';
import type { RunEvent } from '@/shared/live/LiveStream';
import { textUnderWay, withEnd } from './turnText';

const event = (type: RunEvent['type'], nodeId: string | null) =>
  ({ kind: 'run', type, nodeId }) as RunEvent;

const written = (text: string, start = 0): StreamedText => ({ attempt: 1, start, text });

const NONE = new Map<string, number>();

describe('what a model writes', () => {
  it('is that of the newest turn', () => {
    const texts = new Map([
      ['turn-1', written('I look.')],
      ['turn-2', written('There is A')],
    ]);

    expect(textUnderWay(texts, NONE, 0)).toBe('There is A');
    expect(textUnderWay(new Map(), NONE, 0)).toBeUndefined();
  });

  it('says that one has missed its beginning', () => {
    expect(textUnderWay(new Map([['turn-1', written('da', 1)]]), NONE, 0)).toBe('…da');
  });

  it('stays after the end of its turn until the messages were read again', () => {
    const texts = new Map([['turn-1', written('Done.')]]);
    const ended = withEnd(NONE, event('step-complete', 'turn-1'), 100);

    expect(textUnderWay(texts, ended, 99)).toBe('Done.');
    expect(textUnderWay(texts, ended, 101)).toBeUndefined();
  });

  it('is not ended by other events', () => {
    expect(withEnd(NONE, event('step-start', 'turn-1'), 100)).toBe(NONE);
    expect(withEnd(NONE, event('step-complete', null), 100)).toBe(NONE);
  });
});
