import { Stack, Text } from '@mantine/core';
import { IconFileDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { RunView } from '@/client';
import { getRunDiffOptions } from '@/client/@tanstack/react-query.gen';
import { EmptyState } from '@/shared/feedback/EmptyState';
import { ErrorState } from '@/shared/feedback/ErrorState';
import { Loading } from '@/shared/feedback/Loading';
import { formatCount } from '@/shared/format/number';
import { DiffFile } from './DiffFile';
import { isOpenAtFirst } from './openFiles';
import { RunCommits } from './RunCommits';

/** What a run has changed in its workspace: its commits, and each file's lines. */
export function RunDiffSection({ run }: { run: RunView }) {
  const diff = useQuery(getRunDiffOptions({ path: { id: run.id } }));
  if (!diff.data) {
    return diff.isError ? (
      <ErrorState error={diff.error} onRetry={() => diff.refetch()} />
    ) : (
      <Loading />
    );
  }
  const { files, filesChanged } = diff.data;
  return (
    <Stack gap="md">
      <RunCommits run={run} />
      {files.length === 0 && (
        <EmptyState icon={IconFileDiff} title="No changes">
          The last git step of the run found its files as they were when it began.
        </EmptyState>
      )}
      {files.length < filesChanged && (
        <Text size="sm" c="dimmed">
          The first {formatCount(files.length)} of {formatCount(filesChanged)} files.
        </Text>
      )}
      <Stack gap="xs">
        {files.map((file, index) => (
          <DiffFile key={file.path} file={file} openAtFirst={isOpenAtFirst(file, index)} />
        ))}
      </Stack>
    </Stack>
  );
}
