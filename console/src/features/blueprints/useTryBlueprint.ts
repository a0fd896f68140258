import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { type Blueprint, type TriedBlueprint, tryBlueprint } from '@/client';
import { templatePath } from '@/features/campaigns/templatePath';
import { notifyDone } from '@/shared/feedback/notify';
import { plural } from '@/shared/format/number';
import { useRefresh } from '@/shared/live/useRefresh';

type Named = Pick<Blueprint, 'id' | 'title'>;

/** Tries a blueprint, and goes to where it can be watched. */
export function useTryBlueprint() {
  const refresh = useRefresh();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async ({ id }: Named) =>
      (await tryBlueprint({ path: { id }, throwOnError: true })).data,
    onSuccess: (tried, { title }) => {
      notifyDone(`${title}: ${began(tried)}`);
      refresh('listBlueprints', 'getFirstSteps', 'listFlows', 'listContacts', 'listEntities');
      refresh('listTemplates', 'listEnrollments');
      navigate(watchPath(tried));
    },
  });
}

/** What has begun, in a sentence. */
export function began({ accepted, mails, runId, skipped, templateId }: TriedBlueprint): string {
  if (runId) {
    return 'its run has begun.';
  }
  if (mails > 0) {
    return `${plural(mails, 'mail')} came in, each for a journey.`;
  }
  if (accepted === 0) {
    return `${plural(skipped.length, 'sample contact')} still on the way from an earlier trial.`;
  }
  const what = templateId ? 'enrollment' : 'journey';
  return `${plural(accepted, what)} began. Their mail comes to the mailbox.`;
}

/** Where a trial is watched: its template, its run, or the canvas of its flow. */
export function watchPath({ flowId, runId, templateId }: TriedBlueprint): string {
  if (templateId) {
    return templatePath({ id: templateId }, 'enrollments');
  }
  return runId ? `/workflows/runs/${runId}` : `/workflows/flows/${flowId}`;
}
