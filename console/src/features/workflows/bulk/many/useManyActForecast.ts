import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { actOnMany, type BulkActRequest } from '@/client';

/** Milliseconds without another choice before it is asked what would come of it. */
const SETTLED = 150;

/** What an act would take and leave out; `request` stays the same object while it says the same. */
export function useManyActForecast(request: BulkActRequest | null) {
  const [asked] = useDebouncedValue(request, SETTLED);
  const query = useQuery({
    queryKey: [{ _id: 'forecastActOnMany', body: asked }],
    queryFn: async () => {
      const { data } = await actOnMany({
        body: { ...asked, dryRun: true },
        throwOnError: true,
      });
      return data;
    },
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
