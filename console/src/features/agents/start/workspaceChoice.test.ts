import { isWholeWorkspace, NO_WORKSPACE, requestedWorkspace } from './workspaceChoice';

const ID = '0199a000-0000-7000-8000-000000000000';

describe('the choice of a workspace', () => {
  it('asks for nothing where there is none', () => {
    expect(isWholeWorkspace(NO_WORKSPACE)).toBe(true);
    expect(requestedWorkspace({ ...NO_WORKSPACE, repo: '/left/over' })).toBeNull();
  });

  it('leaves the branch of one that is there alone unless it is named', () => {
    const existing = { ...NO_WORKSPACE, kind: 'existing', id: ID } as const;
    expect(requestedWorkspace(existing)).toEqual({ id: ID });
    expect(requestedWorkspace({ ...existing, branch: ' fix ', baseBranch: 'main' })).toEqual({
      id: ID,
      branch: 'fix',
      baseBranch: 'main',
    });
    expect(isWholeWorkspace({ ...existing, id: null })).toBe(false);
  });

  it('makes a new one of a repository, which stays or goes with its run', () => {
    const made = { ...NO_WORKSPACE, kind: 'new', repo: ' https://git.example/a.git ' } as const;
    expect(requestedWorkspace({ ...made, persistent: false })).toEqual({
      repo: 'https://git.example/a.git',
      persistent: false,
    });
    expect(isWholeWorkspace({ ...made, repo: ' ' })).toBe(false);
  });
});
