/** The runs that have worked in a repository, or on one of its branches. */
export function runsIn(repo: string, branch?: string): string {
  const query = new URLSearchParams({ view: 'list', runs: 'all', repo, ...(branch && { branch }) });
  return `/workflows?${query}`;
}
