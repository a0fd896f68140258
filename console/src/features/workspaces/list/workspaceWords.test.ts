import type { CleanupStatus, Workspace, WorkspaceState } from '@/client';
import { cleanupDetail, cleanupOffer, lossOf } from './workspaceWords';

const workspace = (changes: Partial<Workspace>): Workspace => ({
  id: '0199c0de-0000-7000-8000-000000000001',
  host: 'here-1',
  repo: 'https://git.example/site.git',
  state: 'ready',
  persistent: true,
  cleanupStatus: 'kept',
  createdAt: '2026-01-01T00:00:00Z',
  lastUsedAt: '2026-01-01T00:00:00Z',
  ...changes,
});

describe('cleaning a workspace up', () => {
  it.each<[WorkspaceState, CleanupStatus, string | undefined]>([
    ['ready', 'kept', 'Clean up'],
    ['dirty', 'kept', 'Clean up'],
    ['cleaned', 'failed', 'Try again'],
    ['cleaned', 'pending', undefined],
    ['cleaned', 'cleaned', undefined],
  ])('of one that is %s and whose folder is %s offers: %s', (state, cleanupStatus, label) => {
    const offer = cleanupOffer(workspace({ state, cleanupStatus }));
    expect(offer?.label).toBe(label);
    expect(offer?.refusal).toBeUndefined();
  });

  it('is refused while a run has it, and says what to do', () => {
    expect(cleanupOffer(workspace({ state: 'in_use' }))?.refusal).toMatch(
      /cancel that run, or wait/,
    );
  });

  it('says what is lost, and that there is something to lose', () => {
    const known = 'It has changes that are not committed.';
    expect(lossOf(workspace({}))).toMatch(/here-1.*not committed.*not pushed/);
    expect(lossOf(workspace({}))).not.toContain(known);
    expect(lossOf(workspace({ state: 'dirty' }))).toContain(known);
  });
});

it('the folder of a workspace tells why it is still there', () => {
  const failed = { cleanupStatus: 'failed', cleanupError: 'It is in the way.' } as const;
  expect(cleanupDetail(workspace(failed))).toBe('It is in the way.');
  expect(cleanupDetail(workspace({ cleanupStatus: 'pending' }))).toContain('here-1');
  expect(cleanupDetail(workspace({ persistent: false }))).toBe('Until its run has ended');
  expect(cleanupDetail(workspace({}))).toBeNull();
});
