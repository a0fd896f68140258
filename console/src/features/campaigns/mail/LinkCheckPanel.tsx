import { Alert, Badge, Button, Group, List, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { checkMailLinks, type LinkStatus } from '@/client';
import { Panel } from '@/shared/layout/Panel';
import { type MailTexts, requestOf } from './mailTexts';

const SIGNS: Record<LinkStatus, { label: string; color: string }> = {
  ok: { label: 'Works', color: 'teal' },
  broken: { label: 'Broken', color: 'red' },
  unsure: { label: 'Unsure', color: 'yellow' },
  unreachable: { label: 'No answer', color: 'red' },
  forbidden: { label: 'Not public', color: 'red' },
  malformed: { label: 'No address', color: 'red' },
  skipped: { label: 'Not looked at', color: 'gray' },
};

interface Props {
  texts: MailTexts;
  contactId: string | null;
}

/** Has a worker look where the links of the mail lead. */
export function LinkCheckPanel({ texts, contactId }: Props) {
  const [transactional, setTransactional] = useState(false);
  const { mutate, isPending, data } = useMutation({
    mutationFn: async () => {
      const { subject, text, html } = requestOf(texts);
      const body = { subject, text, html, contactId, transactional };
      return (await checkMailLinks({ body, throwOnError: true })).data;
    },
  });
  return (
    <Panel title="Links">
      <Stack gap="sm">
        <Group justify="space-between">
          <Switch
            size="xs"
            label="Transactional: needs no unsubscribe link"
            checked={transactional}
            onChange={(event) => setTransactional(event.currentTarget.checked)}
          />
          <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
            Check links
          </Button>
        </Group>
        {data?.warnings.map(({ code, part, message }) => (
          <Alert key={`${code} ${part}`} color="yellow" title={`In the ${part}`}>
            {message}
          </Alert>
        ))}
        {data && data.links.length === 0 && (
          <Text size="sm" c="dimmed">
            The mail has no links.
          </Text>
        )}
        {data && data.links.length > 0 && (
          <List listStyleType="none" spacing={6} aria-label="Links">
            {data.links.map(({ url, status, message }) => (
              <List.Item key={url}>
                <Group gap={8}>
                  <Badge size="sm" variant="light" color={SIGNS[status].color}>
                    {SIGNS[status].label}
                  </Badge>
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {url}
                  </Text>
                </Group>
                <Text size="xs" c="dimmed">
                  {message}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
      </Stack>
    </Panel>
  );
}
