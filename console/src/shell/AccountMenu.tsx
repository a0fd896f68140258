import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { signOut } from '@/client';
import { getSessionOptions } from '@/client/@tanstack/react-query.gen';

/** Who is signed in, and the way out; nothing where no login is needed. */
export function AccountMenu() {
  const session = useQuery(getSessionOptions());
  const { mutate } = useMutation({
    mutationFn: () => signOut({ throwOnError: true }),
    // The identity provider has a session of its own to end.
    onSuccess: ({ data }) => window.location.assign(data?.continueAt ?? '/signin'),
  });
  if (!session.data?.csrfToken) {
    return null;
  }
  return (
    <Menu position="top-end" shadow="md" width={200}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label="Account">
          <IconUserCircle size={17} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="xs" truncate>
            {session.data.actor} ({session.data.role})
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={15} />} onClick={() => mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
