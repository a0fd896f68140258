import { Button, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { createFlow, type DraftGraph, type FlowKind } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { useAddressedDisclosure } from '@/shared/layout/useAddressedDisclosure';
import { useRefresh } from '@/shared/live/useRefresh';

const MEANINGS: Record<FlowKind, string> = {
  system: 'Steps that run for a contact, or by themselves: mails, waits, conditions, calls.',
  bmc: 'The stages that a customer passes; system flows are mapped to them.',
};

const BEGINNINGS: Record<FlowKind, DraftGraph> = {
  system: { nodes: [], edges: [] },
  bmc: {
    nodes: [{ id: 'begun', type: 'ux', label: 'Begun', position: { x: 0, y: 0 }, data: {} }],
    edges: [],
  },
};

/** Makes a flow and opens it in the editor. */
export function NewFlow() {
  const [opened, { open, close }] = useAddressedDisclosure('new');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<FlowKind>('system');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const create = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), kind, graph: BEGINNINGS[kind] };
      return (await createFlow({ body, throwOnError: true })).data;
    },
    onSuccess: (flow) => {
      void refresh('listFlows');
      navigate(`/workflows/flows/${flow.id}`);
    },
  });
  return (
    <>
      <Button size="xs" leftSection={<IconPlus size={14} />} onClick={open}>
        New flow
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="New flow"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate();
          }}
        >
          <Stack>
            <TextInput
              label="Name"
              data-autofocus
              required
              value={name}
              error={faultOf(create.error, '/name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <SegmentedControl
              fullWidth
              aria-label="Kind"
              data={[
                { value: 'system', label: 'System flow' },
                { value: 'bmc', label: 'Business flow' },
              ]}
              value={kind}
              onChange={(value) => setKind(value as FlowKind)}
            />
            <Text size="sm" c="dimmed">
              {MEANINGS[kind]}
            </Text>
            <Button
              type="submit"
              disabled={name.trim() === ''}
              loading={create.isPending}
              style={{ alignSelf: 'end' }}
            >
              Create
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
