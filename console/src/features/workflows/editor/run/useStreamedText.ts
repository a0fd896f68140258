import { useState } from 'react';
import { useLiveEvents } from '@/shared/live/useLiveEvents';
import { type StreamedTexts, withPiece } from './streamedText';

/** The texts that a run's models write while one looks, by node. */
export function useStreamedText(runId: string): StreamedTexts {
  const [texts, setTexts] = useState<StreamedTexts>(new Map());
  useLiveEvents((event) => {
    if (event.kind === 'run' && event.type === 'text-delta' && event.runId === runId) {
      setTexts((known) => withPiece(known, event));
    }
  });
  return texts;
}
