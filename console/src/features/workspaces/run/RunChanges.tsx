import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { plural } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { commitsOf, MOST_COMMITS, shortId } from './commits';
import classes from './Diff.module.css';
import { LineCounts } from './LineCounts';

/** What a run has changed in its workspace, in short. */
export function RunChanges({ run }: { run: RunView }) {
  const commits = commitsOf(run);
  const { commitBefore, commitAfter, filesChanged = 0, insertions = 0, deletions = 0 } = run;
  return (
    <Panel
      title="Changes"
      end={
        <Anchor component={Link} to={{ search: '?section=changes' }} replace size="sm">
          Show what has changed
        </Anchor>
      }
    >
      <dl className={classes.facts}>
        <dt>Repository</dt>
        <dd>{run.repoUrl}</dd>
        <dt>Branch</dt>
        <dd>{run.branch ?? '–'}</dd>
        <dt>Commits</dt>
        <dd>
          {commits.length === 0
            ? 'None'
            : `${plural(commits.length, 'commit')}${commits.length < MOST_COMMITS ? '' : ' or more'}`}
          {commitBefore && commitAfter && commitBefore !== commitAfter && (
            <>
              {', '}
              <code>
                {shortId(commitBefore)}…{shortId(commitAfter)}
              </code>
            </>
          )}
        </dd>
        <dt>Files</dt>
        <dd>
          {filesChanged === 0 ? (
            'None changed'
          ) : (
            <>
              {plural(filesChanged, 'file')} changed{' '}
              <LineCounts insertions={insertions} deletions={deletions} />
            </>
          )}
        </dd>
      </dl>
    </Panel>
  );
}
