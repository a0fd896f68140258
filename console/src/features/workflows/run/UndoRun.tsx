import { Button, List, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type RunView, type Undone, undoRun } from '@/client';
import { ContactLink } from '@/features/contacts/ContactLink';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { useMay } from '@/shared/session/useMay';
import { worksOffItems } from '@/shared/status/runTypes';
import { undoneWords } from './undoneWords';

/** Takes back what a run that has ended did to contacts, after asking. */
export function UndoRun({ run }: { run: RunView }) {
  const refresh = useRefresh();
  const mayUndo = useMay('operator');
  const { mutate, isPending } = useMutation({
    mutationFn: async () => (await undoRun({ path: { id: run.id }, throwOnError: true })).data,
    onSuccess: (undone) => {
      notifyDone(undoneWords(undone));
      if (undone.details.length > 0) {
        modals.open({ title: 'What stays as it is', children: <Left undone={undone} /> });
      }
      refresh('listContacts', 'getContact', 'listContactChanges', `getRun:${run.id}`);
    },
  });
  if (!mayUndo || !worksOffItems(run.workflowType) || !run.completedAt) {
    return null;
  }
  const ask = () =>
    modals.openConfirmModal({
      title: `Undo ${run.name}?`,
      children: (
        <Text size="sm">
          Contacts that it archived are active again, those that it merged are two again, and fields
          that it filled in are as they were. What somebody has changed since stays.
        </Text>
      ),
      labels: { confirm: 'Undo run', cancel: 'Leave it' },
      onConfirm: () => mutate(),
    });
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconArrowBackUp size={14} stroke={1.8} />}
      loading={isPending}
      onClick={ask}
    >
      Undo
    </Button>
  );
}

function Left({ undone }: { undone: Undone }) {
  return (
    <Stack>
      <List size="sm">
        {undone.details.map(({ contactId, reason }) => (
          <List.Item key={`${contactId} ${reason}`}>
            <ContactLink id={contactId} underline="always" />: {reason}
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
