import { Alert, Code, Group, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopyIconButton } from '@/shared/json/CopyIconButton';

/** A secret that nobody is told again. */
export function ShownOnce({ what, secret }: { what: string; secret: string }) {
  return (
    <Alert color="teal" variant="light" icon={<IconKey size={18} />} title={`${what} was made`}>
      <Stack gap="xs">
        <Text size="sm">Copy it now: it is kept as a hash only and cannot be shown again.</Text>
        <Group gap="xs" wrap="nowrap">
          <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
          <CopyIconButton value={secret} label={`Copy the ${what.toLowerCase()}`} />
        </Group>
      </Stack>
    </Alert>
  );
}
