import { SimpleGrid, Text } from '@mantine/core';
import { useParams } from 'react-router';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { plural } from '@/shared/format/number';
import { Page } from '@/shared/layout/Page';
import { useSession } from '../session/useSession';
import { SESSIONS, sessionPath } from '../sessionPath';
import { ComparedSession } from './ComparedSession';
import { useParting } from './useParting';

/** Two conversations with one beginning, beside each other from where they part. */
export function ComparePage() {
  const { id = '', otherId = '' } = useParams();
  const one = useSession(id);
  const other = useSession(otherId);
  const parting = useParting(one.data, other.data);
  const above = [
    { label: 'Workflows', to: '/workflows' },
    { label: 'Sessions', to: SESSIONS },
    ...(one.data ? [{ label: one.data.name, to: sessionPath(one.data) }] : []),
  ];
  const shared = parting.data;
  if (!one.data || !other.data || shared === undefined) {
    const failed = [one, other, parting].find(({ isError }) => isError);
    return (
      <Page title="Compare sessions" above={above}>
        {failed ? (
          <ErrorState error={failed.error} onRetry={() => failed.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  return (
    <Page title="Compare sessions" above={above}>
      <Text size="sm" c="dimmed" mb="md">
        {shared === 0
          ? 'These sessions have no message in common.'
          : `Both begin with the same ${plural(shared, 'message')}, and part after ${shared === 1 ? 'it' : 'them'}.`}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ComparedSession session={one.data} other={other.data} shared={shared} />
        <ComparedSession session={other.data} other={one.data} shared={shared} />
      </SimpleGrid>
    </Page>
  );
}
