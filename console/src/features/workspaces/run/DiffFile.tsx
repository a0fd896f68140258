import { Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { RunDiffFile } from '@/client';
import { humanize } from '@/shared/format/words';
import classes from './Diff.module.css';
import { FileChange } from './FileChange';
import { LineCounts } from './LineCounts';
import { unmasked } from './patch';

interface Props {
  file: RunDiffFile;
  openAtFirst: boolean;
}

/** One file that a run has changed; its lines are drawn only while they are unfolded. */
export function DiffFile({ file, openAtFirst }: Props) {
  const [open, setOpen] = useState(openAtFirst);
  const path = file.oldPath ? `${file.oldPath} → ${file.path}` : file.path;
  return (
    <details
      className={classes.file}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className={classes.head}>
        <IconChevronRight size={14} className={classes.chevron} aria-hidden />
        <span className={classes.path}>{unmasked(path)}</span>
        <Text span size="xs" c="dimmed">
          {humanize(file.status)}
        </Text>
        <LineCounts insertions={file.insertions} deletions={file.deletions} />
      </summary>
      {open && <FileChange file={file} />}
    </details>
  );
}
