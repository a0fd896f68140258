import { useQuery } from '@tanstack/react-query';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { worksOffItems } from '@/shared/status/runTypes';

/**
 * A run, with its steps where it walks a graph. The steps of one that works off many items are too
 * many to be read each time that it gets on; they are paged through by themselves.
 */
export function useRun(id: string) {
  const brief = useQuery(getRunOptions({ path: { id }, query: { steps: 'false' } }));
  const type = brief.data?.workflowType;
  const whole = useQuery({
    ...getRunOptions({ path: { id } }),
    enabled: type !== undefined && !worksOffItems(type),
  });
  return {
    run: type !== undefined && worksOffItems(type) ? brief.data : whole.data,
    failed: [brief, whole].find(({ isError }) => isError),
  };
}
