import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { deleteFlow, type FlowSummary, restoreFlow } from '@/client';
import { notifyDone, notifyUndoable } from '@/shared/feedback/notify';
import { saveFile } from '@/shared/files/saveFile';
import { useRefresh } from '@/shared/live/useRefresh';
import { duplicated, exported } from './copies';
import { fileName, writeFlowFile } from './flowFile';
import { flowPath } from './flowWords';

/** What can be done to a flow right where it is listed. */
export function useFlowActs() {
  const refresh = useRefresh();
  const navigate = useNavigate();
  const restore = useMutation({
    mutationFn: ({ id }: FlowSummary) => restoreFlow({ path: { id }, throwOnError: true }),
    onSuccess: (_restored, flow) => {
      notifyDone(`${flow.name} is back.`);
      return refresh('listFlows');
    },
  });
  const archive = useMutation({
    mutationFn: ({ id, draftRevision }: FlowSummary) =>
      deleteFlow({
        path: { id },
        headers: { 'If-Match': `"${draftRevision}"` },
        throwOnError: true,
      }),
    onSuccess: (_archived, flow) => {
      notifyUndoable(`${flow.name} is archived.`, () => restore.mutate(flow));
      return refresh('listFlows');
    },
  });
  const duplicate = useMutation({
    mutationFn: ({ id }: FlowSummary) => duplicated(id),
    onSuccess: (copy) => {
      void refresh('listFlows');
      navigate(flowPath(copy));
    },
  });
  const exportFile = useMutation({
    mutationFn: ({ id }: FlowSummary) => exported(id),
    onSuccess: (file) => saveFile(fileName(file.name), writeFlowFile(file), 'application/json'),
  });
  return {
    isPending: [restore, archive, duplicate, exportFile].some(({ isPending }) => isPending),
    duplicate: duplicate.mutate,
    exportFile: exportFile.mutate,
    restore: restore.mutate,
    archive: (flow: FlowSummary) =>
      modals.openConfirmModal({
        title: `Archive ${flow.name}?`,
        children: (
          <Text size="sm">
            It is hidden and cannot be started until it is restored. What has run stays.
          </Text>
        ),
        labels: { confirm: 'Archive', cancel: 'Keep' },
        confirmProps: { color: 'red' },
        onConfirm: () => archive.mutate(flow),
      }),
  };
}
