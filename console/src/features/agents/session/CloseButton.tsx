import { Button, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { closeSession, reopenSession, type Session } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';

interface Props {
  session: Session;
  /** Whether a run is under way, which has to end before. */
  isBusy: boolean;
}

/** Closes a session, so that it takes no more messages; and opens it again. */
export function CloseButton({ session, isBusy }: Props) {
  const mayAct = useMay('operator');
  const refresh = useRefresh();
  const isClosed = session.status === 'closed';
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      (isClosed ? reopenSession : closeSession)({ path: { id: session.id }, throwOnError: true }),
    // A refusal too says that what is shown is old.
    onSettled: () => refresh('listSessions', 'getAgentSession', 'listRuns'),
  });
  if (!mayAct) {
    return null;
  }
  return (
    <Tooltip
      label="Its run is under way: cancel it first, or let it end"
      disabled={!isBusy}
      events={{ hover: true, focus: true, touch: true }}
    >
      {/* Not disabled by the browser, so that the keyboard gets to the reason. */}
      <Button
        size="xs"
        variant="default"
        leftSection={isClosed ? <IconArchiveOff size={14} /> : <IconArchive size={14} />}
        loading={isPending}
        aria-disabled={isBusy ? true : undefined}
        data-disabled={isBusy ? true : undefined}
        onClick={isBusy ? undefined : () => mutate()}
      >
        {isClosed ? 'Reopen' : 'Close'}
      </Button>
    </Tooltip>
  );
}
