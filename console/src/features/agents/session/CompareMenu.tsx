import { Button, Menu, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Session } from '@/client';
import { getAgentSessionOptions, listSessionsOptions } from '@/client/@tanstack/react-query.gen';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { comparisonPath } from '../sessionPath';

/** Forks that are offered. */
const OFFERED = 20;

const forksOf = (id: string | null | undefined) => ({
  ...listSessionsOptions({
    query: { ...(id && { forkedFrom: id }), pageSize: OFFERED, sort: '-updatedAt' },
  }),
  enabled: Boolean(id),
});

/** Leads to a session beside its origin, its forks, or others with the same origin. */
export function CompareMenu({ session }: { session: Session }) {
  const { id, forkedFrom } = session;
  const origin = useQuery({
    ...getAgentSessionOptions({ path: { id: forkedFrom ?? '' } }),
    enabled: Boolean(forkedFrom),
  });
  const forks = useQuery(forksOf(id));
  const siblings = useQuery(forksOf(forkedFrom));
  const groups = [
    { label: 'Its origin', sessions: origin.data ? [origin.data] : [] },
    { label: 'Its forks', sessions: forks.data?.data ?? [] },
    {
      label: 'Other forks of its origin',
      sessions: siblings.data?.data.filter((other) => other.id !== id) ?? [],
    },
  ].filter(({ sessions }) => sessions.length > 0);
  const failed = [origin, forks, siblings].find(({ isError, data }) => isError && !data);
  if (groups.length === 0 && !failed) {
    return null;
  }
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button size="xs" variant="default" leftSection={<IconArrowsDiff size={14} />}>
          Compare
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {failed && (
          <Menu.Item closeMenuOnClick={false} onClick={() => void failed.refetch()}>
            Some could not be loaded: try again
          </Menu.Item>
        )}
        {groups.map(({ label, sessions }) => (
          <div key={label}>
            <Menu.Label>{label}</Menu.Label>
            {sessions.map((other) => (
              <Menu.Item key={other.id} component={Link} to={comparisonPath(session, other)}>
                <Text size="sm" truncate>
                  {other.name}
                </Text>
                <Text size="xs" c="dimmed">
                  <RelativeTime at={other.updatedAt} />
                </Text>
              </Menu.Item>
            ))}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
