import { useMutation } from '@tanstack/react-query';
import { type Connection, startOAuthConnection } from '@/client';
import { notifyFailure } from '@/shared/feedback/notify';

interface Wish {
  toolkit: Connection['toolkit'];
  /** The connection that is connected again; a new one when absent. */
  connectionId?: string;
  /** What a new one is called. */
  name?: string;
}

/** Sends the browser to a platform, which sends it back to this page. */
export function useConnect() {
  return useMutation({
    mutationFn: ({ toolkit, ...query }: Wish) =>
      startOAuthConnection({ path: { toolkit }, query, throwOnError: true }),
    onSuccess: ({ data }) => window.location.assign(data.authorizationUrl),
    onError: notifyFailure,
  });
}
