import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type MailboxPause, resumeMailbox } from '@/client';
import { listMailboxPausesOptions } from '@/client/@tanstack/react-query.gen';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { useMay } from '@/shared/session/useMay';
import { MailboxPauseModal } from './MailboxPauseModal';
import { useMailboxes } from './useMailboxes';
import { useRemoval } from './useRemoval';

/** Mailboxes pause themselves when too much comes back; this looks again so often, in milliseconds. */
const LOOKED_EVERY = 15_000;

/** Mailboxes that send nothing for now. */
export function MailboxPauses() {
  const [pausing, pause] = useDisclosure(false);
  const mayPause = useMay('operator');
  const mailboxes = useMailboxes();
  const { data } = useQuery({ ...listMailboxPausesOptions(), refetchInterval: LOOKED_EVERY });
  const nameOf = ({ mailbox }: MailboxPause) =>
    mailboxes.find(({ value }) => value === mailbox)?.label ?? mailbox;
  const resume = useRemoval<MailboxPause>({
    list: 'listMailboxPauses',
    verb: 'Resume',
    nameOf,
    consequence: 'It sends again; what waits for it looks again within a minute.',
    remove: ({ mailbox }) => resumeMailbox({ path: { mailbox }, throwOnError: true }),
  });
  const pauses = data?.data ?? [];
  return (
    <Stack mt="xl" component="section" aria-label="Paused mailboxes">
      <Group justify="space-between">
        <Title order={3} size="h5">
          Paused mailboxes
        </Title>
        {mayPause && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlayerPause size={14} />}
            onClick={pause.open}
          >
            Pause a mailbox
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        Mail of a paused mailbox waits. A mailbox pauses itself when 5 % of its last 50 mails came
        back for good: find out why before you resume it.
      </Text>
      {data && pauses.length === 0 && <Text size="sm">No mailbox is paused.</Text>}
      {pauses.length > 0 && (
        <Table aria-label="Paused mailboxes">
          <Table.Tbody>
            {pauses.map((paused) => (
              <Table.Tr key={paused.mailbox}>
                <Table.Td>{nameOf(paused)}</Table.Td>
                <Table.Td>{paused.reason}</Table.Td>
                <Table.Td>
                  <RelativeTime at={paused.pausedAt} c="dimmed" />
                </Table.Td>
                <Table.Td ta="right">
                  {mayPause && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`Resume ${nameOf(paused)}`}
                      onClick={() => resume(paused)}
                    >
                      Resume
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <MailboxPauseModal opened={pausing} onClose={pause.close} />
    </Stack>
  );
}
