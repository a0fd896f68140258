import { Text } from '@mantine/core';
import type { RunDiffFile } from '@/client';
import { DiffLines } from './DiffLines';
import { linesOf } from './patch';

/** What has changed in a file, or why it is not shown. */
export function FileChange({ file }: { file: RunDiffFile }) {
  if (file.binary) {
    return <Said>Binary, or larger than 16 MiB: not shown as text.</Said>;
  }
  if (file.patch == null) {
    return <Said>Not kept: all that the run has changed is larger than 1 MiB.</Said>;
  }
  const lines = linesOf(file.patch);
  return (
    <>
      {lines.length > 0 && <DiffLines lines={lines} />}
      {lines.length === 0 && !file.truncated && <Said>No line has changed.</Said>}
      {file.truncated && <Said>Cut: the rest of this change is too large to be kept.</Said>}
    </>
  );
}

function Said({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" p="xs">
      {children}
    </Text>
  );
}
