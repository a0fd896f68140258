import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { enrollContacts } from '@/client';
import type { Chosen } from '@/features/contacts/choice/selection';

/** Milliseconds without another choice before it is asked what would come of it. */
const SETTLED = 150;

/**
 * Who would be enrolled and who skipped, of a choice that stays the same object while it says the
 * same. It is asked again for each choice: who is enrolled changes all the time.
 */
export function useEnrollForecast(templateId: string | null, chosen: Chosen | null) {
  const [asked] = useDebouncedValue(chosen, SETTLED);
  const query = useQuery({
    queryKey: [{ _id: 'forecastEnrollment', path: { id: templateId }, body: asked }],
    queryFn: async () => {
      const { data } = await enrollContacts({
        path: { id: templateId ?? '' },
        body: { ...asked, dryRun: true },
        throwOnError: true,
      });
      return data;
    },
    enabled: templateId !== null && asked !== null,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return {
    forecast: templateId && chosen && asked ? query.data : undefined,
    error: asked ? query.error : null,
    isSettled: asked === chosen && query.isSuccess && !query.isPlaceholderData,
  };
}

export type EnrollForecast = ReturnType<typeof useEnrollForecast>;
