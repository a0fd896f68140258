import { Alert, Anchor, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { type BulkTarget, listBulkItems } from '@/client';
import { plural } from '@/shared/format/number';
import { TemporalLink } from '@/shared/layout/TemporalLink';
import { useRefresh } from '@/shared/live/useRefresh';
import { BulkProgress } from '../BulkProgress';
import { hasEnded } from '../bulkStates';
import { useBulkOperation } from '../useBulkOperation';
import { itemPath } from './itemPath';
import { LISTS, NOUNS, progressWords } from './manyWords';

/** Refused ones that are shown; more are counted. */
const SHOWN = 20;

interface Props {
  id: string;
  on: BulkTarget;
  label: string;
  onClose: () => void;
}

/** How far an act on many is, what was refused and why, and the way to those. */
export function ManyProgress({ id, on, label, onClose }: Props) {
  const refresh = useRefresh();
  const bulk = useBulkOperation(id);
  const isOver = bulk !== undefined && hasEnded(bulk.status);
  useEffect(() => {
    if (isOver) {
      refresh('listBulkOperations', ...Object.values(LISTS));
    }
  }, [isOver, refresh]);
  if (!bulk) {
    return <Skeleton height={60} />;
  }
  return (
    <Stack>
      <BulkProgress bulk={bulk} label={label}>
        {progressWords(on, bulk)}
      </BulkProgress>
      {bulk.error && <Alert color="red">{bulk.error}</Alert>}
      {bulk.failed > 0 && <Refused id={id} on={on} count={bulk.failed} />}
      <Group justify="space-between">
        {bulk.temporalUrl ? <TemporalLink href={bulk.temporalUrl} /> : <span />}
        <Button onClick={onClose}>{isOver ? 'Done' : 'Hide'}</Button>
      </Group>
    </Stack>
  );
}

function Refused({ id, on, count }: { id: string; on: BulkTarget; count: number }) {
  const { data } = useQuery({
    // Another count is another list.
    queryKey: [{ _id: 'listBulkItems', path: { id }, count }],
    queryFn: async () => {
      const { data } = await listBulkItems({
        path: { id },
        query: { state: 'refused', pageSize: SHOWN },
        throwOnError: true,
      });
      return data;
    },
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Table fz="sm" verticalSpacing={4} aria-label="Refused">
        <Table.Tbody>
          {data?.data.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <Anchor component={Link} to={itemPath(on, item.id)} inherit>
                  {item.name ?? item.id}
                </Anchor>
              </Table.Td>
              <Table.Td>{item.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > SHOWN && (
        <Text size="xs" c="dimmed">
          and {plural(count - SHOWN, `more ${NOUNS[on]}`)}
        </Text>
      )}
    </>
  );
}
