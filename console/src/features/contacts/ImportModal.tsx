import { Button, FileInput, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportResult, importContacts, type KnownPeople, previewImport } from '@/client';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { useRefresh } from '@/shared/live/useRefresh';
import { ImportColumns } from './ImportColumns';
import { ImportOutcome } from './ImportOutcome';
import { asLine, LEFT_OUT, mistakeIn } from './importColumns';

/** As much of a file as has its header and first rows, in bytes. */
const BEGINNING = 256 << 10;

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Where others want to know whom the file named. */
  onImported?: (result: ImportResult) => void;
  /** Its place among dialogs that lie above each other. */
  stackId?: string;
}

/** Reads contacts from a CSV file: what its columns hold, who is known, and what came of each row. */
export function ImportModal({ opened, onClose, onImported, stackId }: Props) {
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const [changed, setChanged] = useState<string[] | null>(null);
  const [known, setKnown] = useState<KnownPeople>('update');
  const preview = useQuery({
    queryKey: ['previewImport', file?.name, file?.size, file?.lastModified],
    queryFn: async () =>
      (await previewImport({ body: (file as File).slice(0, BEGINNING), throwOnError: true })).data,
    enabled: file !== null,
    retry: false,
  });
  const columns = file ? preview.data?.columns : undefined;
  const holds = changed ?? columns?.map((column) => column.holds ?? LEFT_OUT) ?? [];
  const { mutate, isPending, data, reset } = useMutation({
    mutationFn: async (csv: File) =>
      (
        await importContacts({
          body: csv,
          query: { columns: asLine(holds), known },
          throwOnError: true,
        })
      ).data,
    onSuccess: (result) => {
      refresh('listContacts');
      onImported?.(result);
    },
  });
  const choose = (next: File | null) => {
    setFile(next);
    setChanged(null);
  };
  const close = () => {
    choose(null);
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
        {data && file ? (
          <ImportOutcome result={data} file={file} />
        ) : (
          <>
            <Text size="sm" c="dimmed">
              The first line names the columns. Bad rows never stop good ones, and empty cells clear
              nothing.
            </Text>
            <FileInput
              label="CSV file"
              placeholder="Choose a file, or drop it here"
              accept="text/csv,.csv"
              clearable
              clearButtonProps={{ 'aria-label': 'Clear the file' }}
              leftSection={<IconFileTypeCsv size={16} />}
              value={file}
              onChange={choose}
            />
            {preview.isFetching && <Skeleton height={120} />}
            {file && preview.isError && <ErrorState error={preview.error} />}
            {columns && (
              <>
                <ImportColumns columns={columns} holds={holds} onChange={setChanged} />
                <Radio.Group
                  label="People who are known already"
                  value={known}
                  onChange={(value) => setKnown(value as KnownPeople)}
                >
                  <Stack gap={6} mt={6}>
                    <Radio value="update" label="Update them with what the file says" />
                    <Radio value="skip" label="Leave them as they are" />
                  </Stack>
                </Radio.Group>
              </>
            )}
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {data ? 'Close' : 'Cancel'}
          </Button>
          {!data && (
            <Button
              disabled={!columns || mistakeIn(holds) !== null}
              loading={isPending}
              onClick={() => file && mutate(file)}
            >
              Import
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}
