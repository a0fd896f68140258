import type { RunView } from '@/client';

interface Commit {
  id: string;
  author: string;
  at: string;
  subject: string;
}

/** The most commits of a run that the API tells. */
export const MOST_COMMITS = 100;

/** The commits that a run has made, the newest first. */
export const commitsOf = (run: RunView) => (run.commits ?? []) as Commit[];

/** The beginning of a commit's id, as people know commits by. */
export const shortId = (commit: string) => commit.slice(0, 8);
