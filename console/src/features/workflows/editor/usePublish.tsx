import { useMutation } from '@tanstack/react-query';
import { type PublishRequest, publishFlow } from '@/client';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

/** Saves the draft and makes a version of it, with a note that says why; null when it is not saved. */
export function usePublish(flowId: string, save: () => Promise<boolean>) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: async (request: PublishRequest) => {
      if (!(await save())) {
        return null;
      }
      const { data } = await publishFlow({
        path: { id: flowId },
        body: request,
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
      return data;
    },
    // Somebody may have come to a stage that is gone: who stands where is looked at again.
    onError: () => refresh(`listFlowStages:${flowId}`, 'listFlowEntities'),
  });
}
