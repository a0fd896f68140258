import { closeSession } from '@/client';
import { ApiError } from '@/shared/api/ApiError';

/** Milliseconds between attempts, and how many there are. */
const PAUSE = 500;
const ATTEMPTS = 20;

/** Closes a session whose run is being cancelled: an agent ends at its next event, in a moment. */
export async function closeOnceEnded(id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await closeSession({ path: { id }, throwOnError: true });
      return;
    } catch (error) {
      const isBusy = error instanceof ApiError && error.status === 409;
      if (!isBusy || attempt === ATTEMPTS) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}
