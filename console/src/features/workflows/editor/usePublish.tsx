import { useMutation } from '@tanstack/react-query';
import { publishFlow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** Saves the draft and makes a version of it. */
export function usePublish(flowId: string, save: () => Promise<boolean>) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async () => {
      if (!(await save())) {
        return;
      }
      const { data } = await publishFlow({ path: { id: flowId }, body: {}, throwOnError: true });
      notifyDone(
        data.created
          ? `Published as version ${data.version}.`
          : `Version ${data.version} has this content already; it is the newest again.`,
      );
      await refresh(
        'listFlows',
        `getFlow:${flowId}`,
        `listFlowVersions:${flowId}`,
        `getRunForm:${flowId}`,
      );
    },
  });
}
