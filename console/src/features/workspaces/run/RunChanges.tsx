import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { RunView } from '@/client';
import { plural } from '@/shared/format/number';
import { Panel } from '@/shared/layout/Panel';
import { commitsOf, MOST_COMMITS, shortId } from './commits';
import classes from './Diff.module.css';
import { LineCounts } from './LineCounts';
import { runsIn } from './runsIn';

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
        <dd>
          {run.repoUrl && (
            <Anchor component={Link} to={runsIn(run.repoUrl)} title="All runs in this repository">
              {run.repoUrl}
            </Anchor>
          )}
        </dd>
        <dt>Branch</dt>
        <dd>
          {run.repoUrl && run.branch ? (
            <Anchor
              component={Link}
              to={runsIn(run.repoUrl, run.branch)}
              title="All runs on this branch"
            >
              {run.branch}
            </Anchor>
          ) : (
            '–'
          )}
        </dd>
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
