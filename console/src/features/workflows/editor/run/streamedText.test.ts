import type { RunEvent } from '@/shared/live/LiveStream';
import { type StreamedTexts, withPiece } from './streamedText';

const piece = (output: string, offset: number, attempt = 1, nodeId = 'write') =>
  ({ kind: 'run', type: 'text-delta', nodeId, output, offset, attempt }) as RunEvent;

const written = (...pieces: RunEvent[]) =>
  pieces.reduce<StreamedTexts>((known, each) => withPiece(known, each), new Map());

const textOf = (texts: StreamedTexts, nodeId = 'write') => texts.get(nodeId)?.text;

describe('a text that streams', () => {
  it('grows piece by piece, each node for itself', () => {
    const texts = written(piece('Dear ', 0), piece('Sir', 0, 1, 'other'), piece('Ada', 5));

    expect(textOf(texts)).toBe('Dear Ada');
    expect(textOf(texts, 'other')).toBe('Sir');
  });

  it('has no piece twice that comes twice', () => {
    expect(textOf(written(piece('Dear ', 0), piece('Ada', 5), piece('Ada', 5)))).toBe('Dear Ada');
  });

  it('begins anew with another attempt, and hears no more of the one before', () => {
    const texts = written(
      piece('Dear B', 0),
      piece('Dear A', 0, 2),
      piece('ob', 6),
      piece('da', 6, 2),
    );

    expect(textOf(texts)).toBe('Dear Ada');
  });

  it('shows what comes to who joins in its midst', () => {
    expect(textOf(written(piece('Ada', 5), piece('!', 8), piece('!', 8)))).toBe('Ada!');
  });
});
