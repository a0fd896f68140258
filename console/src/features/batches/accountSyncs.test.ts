import type { Connection, RunView, SyncCursor } from '@/client';
import { accountSyncs } from './accountSyncs';
import { sourcesOf } from './useSyncSources';

const account = { id: 'a1', toolkit: 'x', name: 'Ours' } as const;

const run = (id: string, syncSubType: string, day: number) =>
  ({ id, config: { syncSubType }, createdAt: `2026-01-0${day}T00:00:00Z` }) as unknown as RunView;

it('each way to read an account tells its newest run and how far it is read', () => {
  const cursor = { id: 'c1', syncSubType: 'x_tweets', cursor: '7' } as SyncCursor;

  const rows = accountSyncs(
    account,
    [run('r3', 'x_tweets', 3), run('r4', 'x_tweets', 4), run('r1', 'x_contacts', 1)],
    [cursor],
  );

  expect(rows.map(({ kind, last }) => [kind, last?.id])).toEqual([
    ['x_contacts', 'r1'],
    ['x_tweets', 'r4'],
    ['x_mentions', undefined],
    ['x_enrich', undefined],
  ]);
  expect(rows.find(({ kind }) => kind === 'x_tweets')?.cursor).toBe(cursor);
  expect(rows.find(({ kind }) => kind === 'x_contacts')?.cursor).toBeUndefined();
});

it('an export of LinkedIn can be read without a connection, and by one that there is', () => {
  const mail = { id: 'm1', toolkit: 'smtp', name: 'Mail' } as Connection;
  const linkedin = { id: 'l1', toolkit: 'linkedin', name: 'Ada' } as Connection;

  expect(sourcesOf([mail])).toEqual([{ id: null, name: 'LinkedIn', toolkit: 'linkedin' }]);
  expect(sourcesOf([mail, linkedin])).toEqual([linkedin]);
});
