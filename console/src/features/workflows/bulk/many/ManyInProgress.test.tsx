import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import { client } from '@/client/client.gen';
import { ManyInProgress } from './ManyInProgress';

const OPERATION = {
  id: '0199c0de-0000-7000-8000-000000000001',
  kind: 'retry',
  on: 'runs',
  status: 'running',
  total: 9,
  processed: 4,
  succeeded: 3,
  failed: 1,
};

/** Shows what goes on of acts on runs; answers what the list was asked for. */
function showed(goingOn: () => unknown[]): string[] {
  const asked: string[] = [];
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      const { pathname, search } = new URL((request as Request).url);
      if (pathname === '/api/session') {
        return Response.json({ role: 'operator' });
      }
      asked.push(pathname + search);
      const data = goingOn();
      return Response.json({ data, total: data.length, page: 1, pageSize: 3 });
    },
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <ManyInProgress on="runs" />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

describe('acts on many that go on', () => {
  it('say how far they are above their list, can be paused, and are gone when they have ended', async () => {
    const left = [OPERATION];
    const asked = showed(() => left);

    const status = await screen.findByRole('status', { name: 'Retry runs' });

    expect(status).toHaveTextContent('Retry: 3 runs of 9 done, 1 refused');
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeVisible();
    expect(asked[0]).toContain('on=runs');
    expect(asked[0]).toContain('live=true');
    left.pop();
    await waitFor(() => expect(screen.queryByRole('status')).toBeNull(), { timeout: 5000 });
  });

  it('leave no trace where there are none', async () => {
    const asked = showed(() => []);

    await waitFor(() => expect(asked).toHaveLength(1));

    expect(screen.queryByRole('status')).toBeNull();
  });
});
