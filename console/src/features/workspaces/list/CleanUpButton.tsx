import { Button, Text, Tooltip } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { cleanWorkspace, type Workspace } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { cleanupOffer, lossOf } from './workspaceWords';

/** Has the folder of a workspace deleted, after saying what is lost with it. */
export function CleanUpButton({ workspace }: { workspace: Workspace }) {
  const refresh = useRefresh();
  const mayClean = useMay('operator');
  const { mutate, isPending } = useMutation({
    mutationFn: () => cleanWorkspace({ path: { id: workspace.id }, throwOnError: true }),
    // A refusal too says that what is listed is old.
    onSettled: () => refresh('listWorkspaces'),
  });
  const offer = cleanupOffer(workspace);
  if (!mayClean || !offer) {
    return null;
  }
  const confirm = () =>
    modals.openConfirmModal({
      title: `Clean up the workspace of ${workspace.repo}?`,
      children: (
        <Text size="sm">
          {lossOf(workspace)} What its runs have changed can still be read on their pages.
        </Text>
      ),
      labels: { confirm: 'Clean up', cancel: 'Keep it' },
      confirmProps: { color: 'red' },
      onConfirm: () => mutate(),
    });
  const { label, refusal } = offer;
  return (
    <Tooltip label={refusal} disabled={!refusal} events={{ hover: true, focus: true, touch: true }}>
      {/* Not disabled by the browser, so that the keyboard gets to the reason. */}
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${label}: ${workspace.repo}`}
        aria-disabled={refusal ? true : undefined}
        data-disabled={refusal ? true : undefined}
        loading={isPending}
        onClick={refusal ? undefined : confirm}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
