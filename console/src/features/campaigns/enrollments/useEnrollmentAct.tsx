import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { type EnrollmentView, pauseEnrollment, removeEnrollment, resumeEnrollment } from '@/client';
import { contactName } from '@/features/contacts/contactName';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import type { EnrollmentAct } from './enrollmentWords';

const REQUESTS = { pause: pauseEnrollment, resume: resumeEnrollment, remove: removeEnrollment };

const WORDS: Record<EnrollmentAct, { label: string; consequence: string; done: string }> = {
  pause: {
    label: 'Pause',
    consequence: 'The step that runs now ends; then nothing is sent until it is resumed.',
    done: 'is paused',
  },
  resume: {
    label: 'Resume',
    consequence: 'It goes on with the next step. What came due meanwhile comes at once.',
    done: 'goes on',
  },
  remove: {
    label: 'Remove',
    consequence: 'It ends here and nothing more is sent, whatever is under way.',
    done: 'is removed',
  },
};

export const enrollee = ({ contactName: name, contactEmail: email }: EnrollmentView) =>
  contactName({ name, email });

/** Carries an act on an enrollment out, after saying what becomes of it. */
export function useEnrollmentAct() {
  const refresh = useRefresh();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ enrollment, act }: { enrollment: EnrollmentView; act: EnrollmentAct }) =>
      REQUESTS[act]({
        path: { id: enrollment.templateId, enrollmentId: enrollment.id },
        throwOnError: true,
      }),
    onSuccess: (_done, { enrollment, act }) => {
      notifyDone(`${enrollee(enrollment)} ${WORDS[act].done}.`);
    },
    // Also when it was refused: then it has become something else meanwhile.
    onSettled: () => refresh('listEnrollments', 'listContactEnrollments', 'listRuns'),
  });
  const perform = (enrollment: EnrollmentView, act: EnrollmentAct) => {
    const { label, consequence } = WORDS[act];
    modals.openConfirmModal({
      title: `${label} ${enrollee(enrollment)}?`,
      children: <Text size="sm">{consequence}</Text>,
      labels: { confirm: label, cancel: 'Leave it' },
      confirmProps: act === 'remove' ? { color: 'red' } : undefined,
      onConfirm: () => mutate({ enrollment, act }),
    });
  };
  return { perform, isPending };
}
