import { Alert, Autocomplete, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type MailTemplateView, testMailTemplate } from '@/client';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import { faultOf } from '@/shared/api/ApiError';
import { Panel } from '@/shared/layout/Panel';

/** Mailboxes that there are without a stored mail server. */
const FIXED = ['built-in', 'smtp'];

interface Props {
  mail: MailTemplateView;
  isChanged: boolean;
  contactId: string | null;
}

/** Sends the saved version to whoever tries it out. */
export function TestSendPanel({ mail, isChanged, contactId }: Props) {
  const [to, setTo] = useState('');
  const [mailbox, setMailbox] = useState('');
  const servers = useQuery(listConnectionsOptions({ query: { toolkit: 'smtp', pageSize: 200 } }));
  const { mutate, isPending, data, error } = useMutation({
    mutationFn: async () =>
      (
        await testMailTemplate({
          path: { id: mail.id },
          body: { to: to.trim(), contactId, mailbox: mailbox.trim() || null },
          throwOnError: true,
        })
      ).data,
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    mutate();
  };
  return (
    <Panel title="Test">
      <form onSubmit={send} noValidate>
        <Stack gap="sm">
          <TextInput
            size="xs"
            type="email"
            label="Send a test to"
            description="Its subject begins with [Test]; no campaign counts it."
            value={to}
            error={faultOf(error, '/to')}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Autocomplete
            size="xs"
            label="By mailbox"
            placeholder="The usual one"
            data={[...FIXED, ...(servers.data?.data ?? []).map(({ name }) => name)]}
            value={mailbox}
            error={faultOf(error, '/mailbox')}
            onChange={setMailbox}
          />
          <Group justify="flex-end" gap="xs">
            {isChanged && (
              <Text size="xs" c="dimmed">
                Sends version {mail.version}, as it is saved
              </Text>
            )}
            <Button size="xs" type="submit" disabled={to.trim() === ''} loading={isPending}>
              Send test
            </Button>
          </Group>
          {data && (
            <Alert
              color={data.sent ? 'teal' : 'red'}
              title={data.sent ? 'Sent' : 'Not sent'}
              role={data.sent ? 'status' : 'alert'}
            >
              {data.message}
              {data.messageId && (
                <Text size="xs" c="dimmed">
                  Message-ID {data.messageId}
                </Text>
              )}
            </Alert>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
