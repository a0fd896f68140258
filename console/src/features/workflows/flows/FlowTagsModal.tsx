import { Button, Modal, Stack, TagsInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type FlowSummary, updateFlow } from '@/client';
import { faultWithin } from '@/shared/api/ApiError';
import { FIELDS_SHOW_FAULTS } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

interface Props {
  flow: FlowSummary;
  opened: boolean;
  onClose: () => void;
}

/** Says what a flow is about, to find it by. */
export function FlowTagsModal({ flow, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Tags of ${flow.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {opened && <TagsForm flow={flow} onClose={onClose} />}
    </Modal>
  );
}

function TagsForm({ flow, onClose }: Omit<Props, 'opened'>) {
  const [tags, setTags] = useState(flow.tags);
  // Of when the tags were read: the list reads the flow again meanwhile.
  const [revision] = useState(flow.draftRevision);
  const refresh = useRefresh();
  const save = useMutation({
    mutationFn: () =>
      updateFlow({
        path: { id: flow.id },
        headers: { 'If-Match': `"${revision}"` },
        body: { tags },
        throwOnError: true,
      }),
    onSuccess: async () => {
      await refresh('listFlows', `getFlow:${flow.id}`);
      onClose();
    },
    ...FIELDS_SHOW_FAULTS,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TagsInput
          label="Tags"
          description="Enter after each"
          data-autofocus
          value={tags}
          error={faultWithin(save.error, '/tags')}
          onChange={setTags}
        />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'end' }}>
          Save
        </Button>
      </Stack>
    </form>
  );
}
