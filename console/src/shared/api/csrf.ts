import { getSession } from '@/client';

let token: Promise<string | null> | undefined;

/**
 * What the API wants to see with every change that a signed-in browser makes; null without a
 * session. Asked for once a page: signing in and out load the page anew.
 */
export function csrfToken(): Promise<string | null> {
  token ??= getSession({ throwOnError: true }).then(
    ({ data }) => data.csrfToken ?? null,
    () => {
      token = undefined;
      return null;
    },
  );
  return token;
}
