import { Code, Text } from '@mantine/core';
import type { RunView } from '@/client';
import { RelativeTime } from '@/shared/format/RelativeTime';
import { Panel } from '@/shared/layout/Panel';
import rows from '@/shared/list/Rows.module.css';
import { commitsOf, MOST_COMMITS, shortId } from './commits';
import { unmasked } from './patch';

/** The commits that a run has made, the newest first. */
export function RunCommits({ run }: { run: RunView }) {
  const commits = commitsOf(run);
  if (commits.length === 0) {
    return null;
  }
  return (
    <Panel
      title={commits.length < MOST_COMMITS ? 'Commits' : `Newest ${MOST_COMMITS} commits`}
      flush
    >
      <ol className={rows.rows}>
        {commits.map(({ id, author, at, subject }) => (
          <li key={id} className={rows.row}>
            <Code>{shortId(id)}</Code>
            <Text size="sm" className={rows.words} style={{ overflowWrap: 'anywhere' }}>
              {unmasked(subject)}
            </Text>
            <Text size="xs" c="dimmed">
              {unmasked(author)} · <RelativeTime at={at} />
            </Text>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
