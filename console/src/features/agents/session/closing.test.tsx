import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { queryClient } from '@/app/queryClient';
import type { Session } from '@/client';
import { client } from '@/client/client.gen';
import { setUpClient } from '@/shared/api/setup';
import { KeepButton } from '../compare/KeepButton';
import { CloseButton } from './CloseButton';

const session = (id: string, status: Session['status'] = 'idle'): Session => ({
  id,
  name: `Session ${id}`,
  status,
  messageCount: 2,
  unreadCount: 0,
  runs: 1,
  costUsd: 0,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
});

const LIVE = { id: 'run-2', status: 'running' };

/** Shows something; the API refuses to close what is busy as often as that. */
function show(what: ReactNode, { live = false, refusals = 0 } = {}) {
  const asked: string[] = [];
  setUpClient();
  queryClient.clear();
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      const { method, url } = request as Request;
      const { pathname } = new URL(url);
      if (method === 'GET') {
        return pathname === '/api/workflows'
          ? Response.json({ data: live ? [LIVE] : [], total: live ? 1 : 0 })
          : Response.json({ role: 'operator' });
      }
      asked.push(pathname);
      return pathname.endsWith('/close') && refusals-- > 0
        ? Response.json({ title: 'Conflict', status: 409 }, { status: 409 })
        : Response.json(session('1'));
    },
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter>
          <ModalsProvider>{what}</ModalsProvider>
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('closing a session', () => {
  it('closes one that is open', async () => {
    const asked = show(<CloseButton session={session('1')} isBusy={false} />);
    await press('Close');
    await waitFor(() => expect(asked).toEqual(['/api/sessions/1/close']));
  });

  it('reopens one that is closed', async () => {
    const asked = show(<CloseButton session={session('2', 'closed')} isBusy={false} />);
    await press('Reopen');
    await waitFor(() => expect(asked).toEqual(['/api/sessions/2/reopen']));
  });

  it('waits for the run that is under way, and says so to the keyboard too', async () => {
    const asked = show(<CloseButton session={session('1', 'active')} isBusy />);
    await press('Close');

    expect(await screen.findByRole('tooltip')).toHaveTextContent('Its run is under way');
    expect(asked).toEqual([]);
  });
});

describe('keeping one of two sessions', () => {
  it('asks first, ends the run of the other, and closes the other once that has ended', async () => {
    const asked = show(<KeepButton session={session('1')} other={session('2', 'active')} />, {
      live: true,
      refusals: 1,
    });
    await press(/^Keep this one/);
    expect(
      await screen.findByText(/The run of Session 2 that is under way is cancelled/),
    ).toBeVisible();
    expect(asked).toEqual([]);

    await press('Keep it');

    await waitFor(
      () =>
        expect(asked).toEqual([
          '/api/workflows/run-2/cancel',
          '/api/sessions/2/read',
          '/api/sessions/2/close',
          '/api/sessions/2/close',
        ]),
      { timeout: 3_000 },
    );
  });
});
