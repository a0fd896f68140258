import { useState } from 'react';
import { useLiveEvents } from '@/shared/live/useLiveEvents';

/** The texts that a run's models write while one looks, by node. */
export function useStreamedText(runId: string): ReadonlyMap<string, string> {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  useLiveEvents((event) => {
    if (event.kind !== 'run' || event.type !== 'text-delta' || event.runId !== runId) {
      return;
    }
    const { nodeId, output } = event;
    const delta = typeof output === 'string' ? output : (output as { text?: string } | null)?.text;
    if (nodeId && delta) {
      setTexts((known) => new Map(known).set(nodeId, (known.get(nodeId) ?? '') + delta));
    }
  });
  return texts;
}
