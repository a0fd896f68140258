import { Code, Modal, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRunOptions } from '@/client/@tanstack/react-query.gen';
import { Loading } from '@/shared/feedback/Loading';
import { absoluteTime } from '@/shared/format/time';
import { compareRuns } from './compareRuns';

interface Props {
  ids: readonly [string, string];
  onClose: () => void;
}

/** Two runs side by side; what differs stands out. */
export function RunComparison({ ids, onClose }: Props) {
  const left = useQuery(getRunOptions({ path: { id: ids[0] } }));
  const right = useQuery(getRunOptions({ path: { id: ids[1] } }));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title="Two runs compared"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {left.data && right.data ? (
        <Table layout="fixed" verticalSpacing="xs" aria-label="Two runs compared">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={130}>What</Table.Th>
              <Table.Th>{absoluteTime(left.data.createdAt)}</Table.Th>
              <Table.Th>{absoluteTime(right.data.createdAt)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {compareRuns(left.data, right.data).map(({ name, values, differs }) => (
              <Table.Tr
                key={name}
                bg={
                  differs
                    ? 'color-mix(in srgb, var(--mantine-color-yellow-5) 14%, transparent)'
                    : undefined
                }
                style={{ verticalAlign: 'top' }}
              >
                <Table.Th fw={500}>
                  {name}
                  {differs && (
                    <Text size="xs" c="dimmed">
                      differs
                    </Text>
                  )}
                </Table.Th>
                {['left', 'right'].map((side, index) => (
                  <Table.Td key={side}>
                    <Code
                      block
                      fz={11}
                      bg="transparent"
                      p={0}
                      style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
                    >
                      {values[index]}
                    </Code>
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      ) : (
        <Loading />
      )}
    </Modal>
  );
}
