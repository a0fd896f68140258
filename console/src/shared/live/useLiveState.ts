import { useSyncExternalStore } from 'react';
import { useLiveStream } from './LiveProvider';
import type { LiveState } from './LiveStream';

/** Whether events arrive. */
export function useLiveState(): LiveState {
  const stream = useLiveStream();
  return useSyncExternalStore(stream.onState, stream.state);
}
