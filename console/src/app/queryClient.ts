import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, mayPass } from '@/shared/api/ApiError';
import { notifyFailure } from '@/shared/feedback/notify';
import { goToSignIn } from './signIn';

/** Server state. Live events say what is old, so nothing is polled and focus fetches nothing. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (isSignedOut(error)) {
        goToSignIn();
      }
    },
  }),
  mutationCache: new MutationCache({
    onError: (error, _variables, _context, mutation) => {
      if (isSignedOut(error)) {
        goToSignIn();
      } else if (!mutation.meta?.showsItsFailure) {
        notifyFailure(error);
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && mayPass(error),
    },
  },
});
