import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { LiveStream } from './LiveStream';
import { outdatedAfter, outdatedBy } from './outdated';
import { QueryRefresher } from './QueryRefresher';

const LiveContext = createContext<LiveStream | null>(null);

/** Opens the stream of events once for all pages, and keeps what they show fresh by it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [stream] = useState(() => new LiveStream());

  useEffect(() => {
    const refresher = new QueryRefresher(client);
    const leave = stream.onEvent((event) => {
      refresher.mark(outdatedBy(event));
      refresher.markLater(outdatedAfter(event));
    });
    stream.open();
    return () => {
      leave();
      refresher.stop();
      stream.close();
    };
  }, [client, stream]);

  return <LiveContext value={stream}>{children}</LiveContext>;
}

export function useLiveStream(): LiveStream {
  const stream = useContext(LiveContext);
  if (!stream) {
    throw new Error('Live events are only there inside a LiveProvider.');
  }
  return stream;
}
