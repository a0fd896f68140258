import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { RunDiffFile, RunView } from '@/client';
import { client } from '@/client/client.gen';
import { RunDiffSection } from './RunDiffSection';

const RUN = {
  id: '0199c0de-0000-7000-8000-000000000001',
  commits: [
    { id: '0123456789abcdef', author: 'Ada', at: '2026-01-01T00:00:00Z', subject: 'Count anew' },
  ],
} as unknown as RunView;

const file = (path: string, changes: Partial<RunDiffFile> = {}): RunDiffFile => ({
  path,
  status: 'modified',
  insertions: 1,
  deletions: 1,
  binary: false,
  truncated: false,
  patch: `@@ -1 +1 @@\n-old ${path}\n+new ${path}\n`,
  ...changes,
});

function show(files: RunDiffFile[], filesChanged = files.length) {
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async () => Response.json({ filesChanged, insertions: 1, deletions: 1, files }),
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <RunDiffSection run={RUN} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

describe('what a run has changed', () => {
  it('is shown by commit and file, with where a file was before', async () => {
    show([file('a.txt'), file('b.txt', { oldPath: 'before.txt', status: 'renamed' })]);

    expect(await screen.findByText('+new a.txt')).toBeInTheDocument();
    expect(screen.getByText('before.txt → b.txt')).toBeInTheDocument();
    expect(screen.getByText('Renamed')).toBeInTheDocument();
    expect(screen.getByText('Count anew')).toBeInTheDocument();
    expect(screen.getByText('01234567')).toBeInTheDocument();
  });

  it('is folded where it is long, and drawn when it is unfolded', async () => {
    show([file('long.txt', { patch: `@@ -0,0 +1 @@\n+long ${'line '.repeat(2_000)}\n` })]);
    const head = await screen.findByText('long.txt');
    expect(screen.queryByText(/^\+long line/)).toBeNull();

    await userEvent.click(head);

    expect(await screen.findByText(/^\+long line/)).toBeInTheDocument();
  });

  it('says what is not shown, and why', async () => {
    show(
      [
        file('logo.png', { binary: true, patch: 'Binary files a/logo.png and b/logo.png differ' }),
        file('moved.txt', { patch: 'diff --git a/a b/b\nsimilarity index 100%\n' }),
        file('cut.txt', { truncated: true }),
        file('gone.txt', { truncated: true, patch: null }),
      ],
      1_234,
    );

    expect(await screen.findByText(/^Binary/)).toBeInTheDocument();
    expect(screen.getByText('No line has changed.')).toBeInTheDocument();
    expect(screen.getByText(/^Cut: the rest/)).toBeInTheDocument();
    expect(screen.getByText('+new cut.txt')).toBeInTheDocument();
    expect(screen.getByText(/^Not kept/)).toBeInTheDocument();
    expect(screen.getByText('The first 4 of 1,234 files.')).toBeInTheDocument();
  });

  it('may be nothing', async () => {
    show([]);

    expect(await screen.findByText('No changes')).toBeInTheDocument();
  });
});
