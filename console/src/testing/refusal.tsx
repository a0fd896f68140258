import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { queryClient } from '@/app/queryClient';
import { client } from '@/client/client.gen';
import { setUpClient } from '@/shared/api/setup';

/** What a test's API says is wrong, which no label of a form says. */
const MESSAGE = 'is not what the test wants';

/** Shows a form whose request the API refuses, because the field of a pointer is wrong. */
export function showRefused(form: ReactNode, pointer: string) {
  setUpClient();
  queryClient.clear();
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      const { method, url } = request as Request;
      return method === 'GET' || url.endsWith('/preview')
        ? Response.json({ data: [], total: 1, page: 1, pageSize: 1, nextRuns: [] })
        : Response.json(
            { title: 'Invalid', status: 422, errors: [{ pointer, message: MESSAGE }] },
            { status: 422 },
          );
    },
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <Notifications />
        <MemoryRouter>{form}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
}

/** Holds that what is wrong stands once, in the form and not in a notice too. */
export async function expectToldOnce() {
  await waitFor(() => expect(screen.getByText(MESSAGE, { exact: false })).toBeVisible());
  expect(screen.queryByText('That did not work')).toBeNull();
}
