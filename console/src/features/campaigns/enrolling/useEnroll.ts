import { useMutation } from '@tanstack/react-query';
import { enrollContacts } from '@/client';
import type { Chosen } from '@/features/contacts/choice/selection';
import { useRefresh } from '@/shared/live/useRefresh';

/** Enrolls contacts; those who cannot be are skipped. */
export function useEnroll() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async ({ templateId, chosen }: { templateId: string; chosen: Chosen }) => {
      const { data } = await enrollContacts({
        path: { id: templateId },
        body: chosen,
        throwOnError: true,
      });
      return data;
    },
    onSuccess: (_enrolled, { templateId }) =>
      refresh(
        'listEnrollments',
        `getTemplate:${templateId}`,
        'listTemplates',
        'listBulkOperations',
        'listRuns',
      ),
  });
}
