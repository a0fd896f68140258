import { Button, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportResult, importContacts } from '@/client';
import { useRefresh } from '@/shared/live/useRefresh';
import { ImportOutcome } from './ImportOutcome';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Where others want to know whom the file named. */
  onImported?: (result: ImportResult) => void;
  /** Its place among dialogs that lie above each other. */
  stackId?: string;
}

/** Reads contacts from a CSV file and says what came of each row. */
export function ImportModal({ opened, onClose, onImported, stackId }: Props) {
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const { mutate, isPending, data, reset } = useMutation({
    mutationFn: async (csv: File) => (await importContacts({ body: csv, throwOnError: true })).data,
    onSuccess: (result) => {
      refresh('listContacts');
      onImported?.(result);
    },
  });
  const close = () => {
    setFile(null);
    reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      stackId={stackId}
      title="Import contacts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        {data ? (
          <ImportOutcome result={data} />
        ) : (
          <>
            <Text size="sm" c="dimmed">
              The first line names the columns: email is needed; name, company, title, phone,
              timezone and tags are understood, all others become attributes. Bad rows never stop
              good ones, and empty cells clear nothing.
            </Text>
            <FileInput
              label="CSV file"
              placeholder="Choose a file, or drop it here"
              accept="text/csv,.csv"
              clearable
              leftSection={<IconFileTypeCsv size={16} />}
              value={file}
              onChange={setFile}
            />
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {data ? 'Close' : 'Cancel'}
          </Button>
          {!data && (
            <Button disabled={!file} loading={isPending} onClick={() => file && mutate(file)}>
              Import
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
