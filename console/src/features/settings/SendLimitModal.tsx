import { Button, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { putSendLimit, type SendLimit } from '@/client';
import { faultOf } from '@/shared/api/ApiError';
import { notifyDone } from '@/shared/feedback/notify';
import { useRefresh } from '@/shared/live/useRefresh';
import { PARTS, type Parts, partsOf, requestOf } from './sendLimitParts';
import { FIXED_MAILBOXES, mailboxName } from './sendLimitWords';
import { useMailboxes } from './useMailboxes';

interface Props {
  /** What is changed; a new one is set for `new`, and nothing is shown for null. */
  edited: SendLimit | 'new' | null;
  onClose: () => void;
}

/** Sets how much may leave a mailbox. */
export function SendLimitModal({ edited, onClose }: Props) {
  const limit = edited === 'new' ? undefined : (edited ?? undefined);
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      title={limit ? `Limit of ${mailboxName(limit)}` : 'New limit'}
    >
      {edited && <SendLimitForm limit={limit} onClose={onClose} />}
    </Modal>
  );
}

function SendLimitForm({ limit, onClose }: { limit?: SendLimit; onClose: () => void }) {
  const refresh = useRefresh();
  const mailboxes = [{ value: 'all', label: FIXED_MAILBOXES.all }, ...useMailboxes()];
  const [mailbox, setMailbox] = useState<string>(limit?.mailbox ?? 'all');
  const [parts, setParts] = useState<Parts>(() => partsOf(limit));
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      putSendLimit({ path: { mailbox }, body: requestOf(parts, limit), throwOnError: true }),
    onSuccess: ({ data }) => {
      notifyDone(`The limit of ${mailboxName(data)} holds from now on.`);
      refresh('listSendLimits');
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
        {!limit && (
          <Select
            label="Mailbox"
            allowDeselect={false}
            data={mailboxes}
            value={mailbox}
            onChange={(chosen) => setMailbox(chosen ?? 'all')}
          />
        )}
        <SimpleGrid cols={3}>
          {PARTS.map(({ name, label, max, pointer }) => (
            <NumberInput
              key={name}
              label={label}
              placeholder="Any"
              min={1}
              max={max}
              allowDecimal={false}
              allowNegative={false}
              thousandSeparator=","
              value={parts[name] ?? ''}
              onChange={(value) =>
                setParts({ ...parts, [name]: typeof value === 'number' ? value : undefined })
              }
              error={faultOf(error, pointer)}
            />
          ))}
        </SimpleGrid>
        <Text size="sm" c="dimmed">
          What stays empty is not limited. What left within the last day counts.
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={PARTS.every(({ name }) => !parts[name])}
          >
            Set limit
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
