import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { isAmong, QueryRefresher } from './QueryRefresher';

const query = (id: string, thing?: string) => ({ queryKey: [{ _id: id, path: { id: thing } }] });

describe('the queries that an event makes old', () => {
  it('are all of an operation when it is named alone', () => {
    expect(isAmong(new Set(['listRuns']), query('listRuns'))).toBe(true);
    expect(isAmong(new Set(['listRuns']), query('getRun', '1'))).toBe(false);
  });

  it('are those of one thing when it is named with it', () => {
    const outdated = new Set(['getRun:1']);
    expect(isAmong(outdated, query('getRun', '1'))).toBe(true);
    expect(isAmong(outdated, query('getRun', '2'))).toBe(false);
  });
});

describe('refreshing', () => {
  it('reads at once, then once more for everything that came meanwhile', async () => {
    const client = new QueryClient();
    let reads = 0;
    const observer = new QueryObserver(client, {
      queryKey: [{ _id: 'listRuns' }],
      queryFn: async () => ++reads,
      staleTime: Number.POSITIVE_INFINITY,
    });
    const leave = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(1));
    const refresher = new QueryRefresher(client, 20);

    refresher.mark(['listRuns']);
    for (let event = 0; event < 100; event++) {
      refresher.mark(['listRuns']);
    }

    await vi.waitFor(() => expect(reads).toBe(3));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(reads).toBe(3);
    leave();
  });

  it('reads again what was first read while the event came', async () => {
    const client = new QueryClient();
    const answers: ((answer: string) => void)[] = [];
    const observer = new QueryObserver(client, {
      queryKey: [{ _id: 'listRuns' }],
      queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
    });
    const leave = observer.subscribe(() => {});
    await vi.waitFor(() => expect(answers).toHaveLength(1));

    new QueryRefresher(client, 1).mark(['listRuns']);
    answers[0]?.('before the event');

    await vi.waitFor(() => expect(answers).toHaveLength(2));
    leave();
  });

  it('reads once what is marked for later again and again, and does not put it off', async () => {
    const client = new QueryClient();
    let reads = 0;
    const observer = new QueryObserver(client, {
      queryKey: [{ _id: 'getEntity', path: { id: '1' } }],
      queryFn: async () => ++reads,
      staleTime: Number.POSITIVE_INFINITY,
    });
    const leave = observer.subscribe(() => {});
    await vi.waitFor(() => expect(observer.getCurrentResult().data).toBe(1));
    const refresher = new QueryRefresher(client, 1);

    for (let event = 0; event < 100; event++) {
      refresher.markLater(['getEntity'], 20);
    }
    expect(reads).toBe(1);

    await vi.waitFor(() => expect(reads).toBe(2));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(reads).toBe(2);
    leave();
  });
});
