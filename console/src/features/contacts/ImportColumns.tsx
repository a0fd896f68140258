import { Alert, Select, Table, Text } from '@mantine/core';
import type { ImportPreviewColumn } from '@/client';
import { choicesOf, LEFT_OUT, mistakeIn } from './importColumns';

interface Props {
  columns: readonly ImportPreviewColumn[];
  /** What each column holds. */
  holds: readonly string[];
  onChange: (holds: string[]) => void;
}

/** The columns of a file with their first cells, and what each is to hold. */
export function ImportColumns({ columns, holds, onChange }: Props) {
  const mistake = mistakeIn(holds);
  return (
    <>
      <Table.ScrollContainer minWidth={480} mah={320}>
        <Table fz="sm" verticalSpacing={4} aria-label="Columns of the file">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th>First rows</Table.Th>
              <Table.Th w={200}>Imported as</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; the place is what a column is
              <Table.Tr key={index}>
                <Table.Td>{column.name || <Text c="dimmed">Without a name</Text>}</Table.Td>
                <Table.Td>
                  <Text size="xs" c="dimmed" lineClamp={2}>
                    {column.samples.filter(Boolean).join(' · ') || '–'}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Select
                    size="xs"
                    aria-label={`What ${column.name || `column ${index + 1}`} is imported as`}
                    allowDeselect={false}
                    data={choicesOf(column)}
                    value={holds[index] ?? LEFT_OUT}
                    onChange={(chosen) => onChange(holds.with(index, chosen ?? LEFT_OUT))}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {mistake && (
        <Alert color="orange" variant="light" role="status">
          {mistake}
        </Alert>
      )}
    </>
  );
}
