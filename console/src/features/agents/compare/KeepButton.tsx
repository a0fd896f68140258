import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { cancelRun, readSession, type Session } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { useSessionRuns } from '../session/useSessionRuns';
import { sessionPath } from '../sessionPath';
import { closeOnceEnded } from './closeOnceEnded';

interface Props {
  session: Session;
  /** The one that is left. */
  other: Session;
}

/** Goes on with one of two sessions, and closes the other one, which can be reopened. */
export function KeepButton({ session, other }: Props) {
  const mayAct = useMay('operator');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const { live } = useSessionRuns(other.id);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (live) {
        await cancelRun({ path: { id: live.id }, throwOnError: true });
      }
      await readSession({
        path: { id: other.id },
        body: { seq: other.messageCount },
        throwOnError: true,
      });
      await closeOnceEnded(other.id);
    },
    // A refusal too says that what is shown is old.
    onSettled: () => refresh('listRuns', 'listSessions', 'getAgentSession'),
    onSuccess: () => navigate(sessionPath(session)),
  });
  if (!mayAct || session.status === 'closed') {
    return null;
  }
  const confirm = () =>
    modals.openConfirmModal({
      title: `Keep ${session.name}?`,
      children: (
        <Text size="sm">
          {live && `The run of ${other.name} that is under way is cancelled. `}
          {other.name} is closed: it takes no more messages. Reopen it to go on with it after all.
        </Text>
      ),
      labels: { confirm: 'Keep it', cancel: 'Keep comparing' },
      onConfirm: () => mutate(),
    });
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={isPending}
      aria-label={`Keep this one: ${session.name}`}
      onClick={confirm}
    >
      Keep this one
    </Button>
  );
}
