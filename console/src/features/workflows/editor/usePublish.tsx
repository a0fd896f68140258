import { useMutation } from '@tanstack/react-query';
import { publishFlow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** Saves the draft and makes a version of it, with a note that says why. */
export function usePublish(flowId: string, save: () => Promise<boolean>) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (notes: string) => {
      if (!(await save())) {
        return;
      }
      const { data } = await publishFlow({
        path: { id: flowId },
        body: { notes: notes.trim() || null },
        throwOnError: true,
      });
      notifyDone(
        data.created
          ? `Published as version ${data.version}.`
          : `Version ${data.version} has this content already, and is the live one.`,
      );
      await refresh(
        'listFlows',
        `getFlow:${flowId}`,
        `listFlowVersions:${flowId}`,
        `getRunForm:${flowId}`,
        `listFlowStages:${flowId}`,
        'listFlowEntities',
        `stageNames:${flowId}`,
      );
    },
  });
}
