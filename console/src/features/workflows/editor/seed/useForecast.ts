import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { RunRequest } from '@/client';
import { forecast } from './seed';

/** Milliseconds without another choice before it is asked what would come of it. */
const SETTLED = 150;

/**
 * Who would start and who would be skipped, of a request that stays the same object while it says
 * the same. Old once somebody enters or leaves the flow, of which live events tell.
 */
export function useForecast(flowId: string, request: RunRequest | null) {
  const [asked] = useDebouncedValue(request, SETTLED);
  const query = useQuery({
    queryKey: [{ _id: 'forecastSeeding', path: { id: flowId }, body: asked }],
    queryFn: () => forecast(flowId, asked ?? {}),
    enabled: asked !== null,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return {
    forecast: request && asked ? query.data : undefined,
    error: asked ? query.error : null,
    isSettled: asked === request && query.isSuccess && !query.isPlaceholderData,
  };
}
