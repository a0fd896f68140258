import { Stack, Text, Tooltip } from '@mantine/core';
import type { Connection } from '@/client';
import { StatusBadge } from '@/shared/status/StatusBadge';

/** Whether a platform lets an account in, and what it keeps from it. */
export function ConnectionHealth({ connection }: { connection: Connection }) {
  const { account, capabilities, health } = connection;
  const missing = capabilities.filter((status) => !status.available);
  if (capabilities.length === 0) {
    return null;
  }
  return (
    <Stack gap={2}>
      {health.state === 'needs_reconnect' ? (
        <Tooltip label={health.reason} multiline maw={320}>
          <span>
            <StatusBadge status="blocked" label="Connect again" />
          </span>
        </Tooltip>
      ) : (
        <StatusBadge status="completed" label={account.name ?? 'Connected'} />
      )}
      {missing.length > 0 && (
        <Tooltip
          label={missing.map((status) => `${words(status.capability)}: ${status.reason}`).join(' ')}
          multiline
          maw={420}
        >
          <Text span size="xs" c="dimmed">
            Cannot {missing.map((status) => words(status.capability)).join(', ')}
          </Text>
        </Tooltip>
      )}
    </Stack>
  );
}

function words(capability: string) {
  return capability.replaceAll('_', ' ');
}
