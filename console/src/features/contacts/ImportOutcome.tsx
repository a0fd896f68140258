import { Alert, Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ImportResult } from '@/client';
import { notifyFailure } from '@/shared/feedback/notify';
import { saveFile } from '@/shared/files/saveFile';
import { formatCount, plural } from '@/shared/format/number';
import { badRowsCsv } from './badRows';

interface Props {
  result: ImportResult;
  /** What was imported. */
  file: File;
}

/** What came of an import: how many rows did what, and which were bad and why. */
export function ImportOutcome({ result, file }: Props) {
  const counts = [
    { label: 'Created', count: result.created },
    { label: 'Updated', count: result.updated },
    { label: 'Unchanged', count: result.skipped },
    { label: 'Bad', count: result.errorCount },
  ];
  return (
    <Stack>
      <Group grow role="status">
        {counts.map(({ label, count }) => (
          <div key={label}>
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text fw={600} fz={20}>
              {formatCount(count)}
            </Text>
          </div>
        ))}
      </Group>
      {result.errors.length > 0 && (
        <Alert
          color="orange"
          variant="light"
          title={`${plural(result.errorCount, 'row')} could not be read`}
        >
          <ScrollArea.Autosize mah={220}>
            <Table fz="sm" aria-label="Bad rows">
              <Table.Tbody>
                {result.errors.map(({ line, message }) => (
                  <Table.Tr key={line}>
                    <Table.Td w={80}>Line {line}</Table.Td>
                    <Table.Td>{message}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollArea.Autosize>
          <Group mt="xs" gap="sm">
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconDownload size={13} />}
              onClick={() => void download(result, file).catch(notifyFailure)}
            >
              Download the bad rows
            </Button>
            {result.errorCount > result.errors.length && (
              <Text size="xs" c="dimmed">
                The first {formatCount(result.errors.length)} are listed.
              </Text>
            )}
          </Group>
        </Alert>
      )}
    </Stack>
  );
}

async function download({ errors }: ImportResult, file: File) {
  saveFile('bad-rows.csv', badRowsCsv(errors, await file.text()), 'text/csv');
}
