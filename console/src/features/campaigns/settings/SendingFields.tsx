import { Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listConnectionsOptions } from '@/client/@tanstack/react-query.gen';
import type { SettingsFieldsProps } from './SettingsSection';

/** Mailboxes that there are without a stored mail server. */
const FIXED = ['built-in', 'smtp'];

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** From which mailboxes mail leaves, and what it is about. */
export function SendingFields({ config, fault, onChange }: SettingsFieldsProps) {
  const servers = useQuery(listConnectionsOptions({ query: { toolkit: 'smtp', pageSize: 200 } }));
  const names = [...FIXED, ...(servers.data?.data ?? []).map(({ name }) => name)];
  const chosen = Array.isArray(config.mailboxes)
    ? (config.mailboxes as string[])
    : [text(config.mailbox)].filter(Boolean);
  return (
    <Stack gap="sm">
      <TagsInput
        size="xs"
        label="Mailboxes"
        description="Of several, each contact stays with one. Without any the usual one sends."
        data={names}
        value={chosen}
        error={fault('/mailboxes') ?? fault('/mailbox')}
        onChange={(mailboxes) => onChange({ mailboxes, mailbox: null })}
      />
      <TextInput
        size="xs"
        label="Topic"
        description="Consent and unsubscribing are for a topic, such as newsletter."
        value={text(config.topic)}
        error={fault('/topic')}
        onChange={(event) => onChange({ topic: event.currentTarget.value })}
      />
      <Switch
        size="xs"
        label="Count clicks on the links of HTML mail"
        checked={config.trackClicks === true}
        onChange={(event) => onChange({ trackClicks: event.currentTarget.checked || null })}
      />
    </Stack>
  );
}
