import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { suppressAddress } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Lets no mail go to an address. */
export function SuppressionModal({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Write to an address no more">
      {opened && <SuppressionForm onClose={onClose} />}
    </Modal>
  );
}

function SuppressionForm({ onClose }: { onClose: () => void }) {
  const refresh = useRefresh();
  const [address, setAddress] = useState('');
  const [detail, setDetail] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      suppressAddress({
        body: { address: address.trim(), detail: detail.trim() || null },
        throwOnError: true,
      }),
    onSuccess: () => {
      notifyDone(`No mail goes to ${address.trim()} any more.`);
      refresh('listSuppressions');
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Address"
          data-autofocus
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={faultOf(error, '/address')}
        />
        <TextInput
          label="Why"
          description="For whoever wonders later."
          value={detail}
          onChange={(event) => setDetail(event.currentTarget.value)}
          error={faultOf(error, '/detail')}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending} disabled={address.trim() === ''}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
