import type { AgentWorkspaceRequest } from '@/client';

/** Where an agent works with files and git, as it is chosen. */
export interface WorkspaceChoice {
  kind: 'none' | 'existing' | 'new';
  /** Of the existing one. */
  id: string | null;
  repo: string;
  branch: string;
  baseBranch: string;
  persistent: boolean;
}

export const NO_WORKSPACE: WorkspaceChoice = {
  kind: 'none',
  id: null,
  repo: '',
  branch: '',
  baseBranch: '',
  persistent: true,
};

export const KINDS: Record<WorkspaceChoice['kind'], string> = {
  none: 'None',
  existing: 'One that is there',
  new: 'A new one of a repository',
};

/** Whether it can be asked for. */
export function isWholeWorkspace({ kind, id, repo }: WorkspaceChoice): boolean {
  switch (kind) {
    case 'none':
      return true;
    case 'existing':
      return id !== null;
    case 'new':
      return repo.trim() !== '';
  }
}

/** As requests have it; an empty branch is for the server to choose. */
export function requestedWorkspace(choice: WorkspaceChoice): AgentWorkspaceRequest | null {
  const branches = {
    ...(choice.branch.trim() && { branch: choice.branch.trim() }),
    ...(choice.baseBranch.trim() && { baseBranch: choice.baseBranch.trim() }),
  };
  switch (choice.kind) {
    case 'none':
      return null;
    case 'existing':
      return { id: choice.id, ...branches };
    case 'new':
      return { repo: choice.repo.trim(), ...branches, persistent: choice.persistent };
  }
}
