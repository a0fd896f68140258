import type { CleanupStatus, Workspace, WorkspaceState } from '@/client';

/** A workspace is out of use from the moment somebody wants it gone, whatever its host does then. */
export const STATES: Record<WorkspaceState, string> = {
  ready: 'Ready',
  in_use: 'In use',
  dirty: 'Uncommitted changes',
  cleaned: 'Out of use',
};

export const CLEANUPS: Record<CleanupStatus, string> = {
  kept: 'Kept',
  pending: 'Pending',
  cleaned: 'Cleaned',
  failed: 'Failed',
};

interface CleanupOffer {
  label: string;
  /** Why it cannot be done now. */
  refusal?: string;
}

/** What somebody can do about the folder of a workspace; null when nothing is left to ask for. */
export function cleanupOffer({ state, cleanupStatus }: Workspace): CleanupOffer | null {
  switch (cleanupStatus) {
    case 'kept':
      return state === 'in_use'
        ? { label: 'Clean up', refusal: 'A run works in it: cancel that run, or wait for it.' }
        : { label: 'Clean up' };
    case 'failed':
      return { label: 'Try again' };
    case 'pending':
    case 'cleaned':
      return null;
  }
}

/** What becomes of a workspace's folder by itself, or why it is still there. */
export function cleanupDetail({ cleanupStatus, cleanupError, persistent, host }: Workspace) {
  switch (cleanupStatus) {
    case 'kept':
      return persistent ? null : 'Until its run has ended';
    case 'pending':
      return `${host} deletes it as soon as its worker is there`;
    case 'failed':
      return cleanupError ?? null;
    case 'cleaned':
      return null;
  }
}

/** What is lost with the folder of a workspace. */
export function lossOf({ state, host }: Workspace): string {
  const loss = `Its folder on ${host} is deleted, with changes that are not committed and commits that are not pushed.`;
  return state === 'dirty' ? `It has changes that are not committed. ${loss}` : loss;
}
