import { useQuery } from '@tanstack/react-query';
import { getAgentSessionOptions } from '@/client/@tanstack/react-query.gen';

/** Milliseconds between looks: no event tells what other people write. */
const LOOK = 3_000;

/** A session as it stands. */
export const useSession = (id: string) =>
  useQuery({ ...getAgentSessionOptions({ path: { id } }), refetchInterval: LOOK });
