import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { queryClient } from '@/app/queryClient';
import type { Workspace } from '@/client';
import { client } from '@/client/client.gen';
import { setUpClient } from '@/shared/api/setup';
import { CleanUpButton } from './CleanUpButton';

const WORKSPACE: Workspace = {
  id: '0199c0de-0000-7000-8000-000000000001',
  host: 'here-1',
  repo: 'https://git.example/site.git',
  state: 'dirty',
  persistent: true,
  cleanupStatus: 'kept',
  createdAt: '2026-01-01T00:00:00Z',
  lastUsedAt: '2026-01-01T00:00:00Z',
};

/** Shows the button; the API answers each request to clean up with this. */
function show(workspace: Workspace, answer = Response.json(workspace, { status: 202 })) {
  const asked: string[] = [];
  setUpClient();
  queryClient.clear();
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      const { method, url } = request as Request;
      if (method === 'GET') {
        return Response.json({ role: 'operator' });
      }
      asked.push(new URL(url).pathname);
      return answer;
    },
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <ModalsProvider>
          <CleanUpButton workspace={workspace} />
        </ModalsProvider>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('cleaning a workspace up', () => {
  it('is asked for only after it is said what is lost', async () => {
    const asked = show(WORKSPACE);
    await press(/^Clean up:/);
    expect(screen.getByText(/It has changes that are not committed/)).toBeVisible();
    expect(asked).toEqual([]);

    await press('Clean up');

    await waitFor(() => expect(asked).toEqual([`/api/workspaces/${WORKSPACE.id}/cleanup`]));
  });

  it('cannot be begun while a run has it, and says why to the keyboard too', async () => {
    show({ ...WORKSPACE, state: 'in_use' });
    await press(/^Clean up:/);
    expect(screen.queryByRole('dialog')).toBeNull();

    expect(await screen.findByRole('tooltip')).toHaveTextContent('A run works in it');
  });

  it('tells why the API refuses it, when a run came first', async () => {
    const detail = 'The workspace is in_use by the run 7: cancel it, or wait for it.';
    show(WORKSPACE, Response.json({ title: 'Conflict', status: 409, detail }, { status: 409 }));
    await press(/^Clean up:/);
    await press('Clean up');

    expect(await screen.findByText(detail)).toBeVisible();
  });
});
