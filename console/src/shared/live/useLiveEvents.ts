import { useEffect, useEffectEvent } from 'react';
import { useLiveStream } from './LiveProvider';
import type { LiveEvent } from './LiveStream';

/** Calls back with each event while the component is shown. */
export function useLiveEvents(listener: (event: LiveEvent) => void) {
  const stream = useLiveStream();
  const tell = useEffectEvent(listener);
  useEffect(() => stream.onEvent((event) => tell(event)), [stream]);
}
