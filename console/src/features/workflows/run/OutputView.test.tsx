import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { client } from '@/client/client.gen';
import { OutputView } from './OutputView';
import { largeOutputsIn, outputReference } from './outputReference';
import { RunResult } from './RunResult';

const RUN = '0199c0de-0000-7000-8000-000000000001';
const HREF = `/api/workflows/${RUN}/steps/3/output`;

/** As the API answers a large output. */
const large = (href: unknown = HREF) => ({
  $output: { runId: RUN, nodeId: 'find', execution: 1, bytes: 49_152, href },
});

function show(view: React.ReactNode, answer: () => Response) {
  const asked: string[] = [];
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      asked.push(new URL((request as Request).url).pathname);
      return answer();
    },
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider
        client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}
      >
        {view}
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

const load = (name = 'Load whole output (48 KiB)') => screen.getByRole('button', { name });

describe('an output that the view only refers to', () => {
  it('is loaded when somebody asks for it, and not before', async () => {
    const asked = show(<OutputView label="Output of find" value={large()} />, () =>
      Response.json({ names: ['Ada', 'Grace'] }),
    );
    expect(asked).toEqual([]);

    await userEvent.click(load());

    expect(await screen.findByRole('region', { name: 'Output of find' })).toHaveTextContent(
      'Grace',
    );
    expect(asked).toEqual([HREF]);
  });

  it('that cannot be had says so and is asked for again', async () => {
    const answers = [
      Response.json({ title: 'Not found', detail: 'It is gone.' }, { status: 404 }),
      Response.json({ names: ['Ada'] }),
    ];
    show(
      <OutputView label="Output of find" value={large()} />,
      () => answers.shift() ?? Response.error(),
    );
    await userEvent.click(load());

    await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByText(/Ada/)).toBeVisible();
  });

  it('is offered beside the result that holds it', async () => {
    const asked = show(<RunResult result={{ greet: { greeting: 'hello' }, find: large() }} />, () =>
      Response.json({ names: ['Ada'] }),
    );
    expect(screen.getByRole('region', { name: 'Result' })).toHaveTextContent('hello');

    await userEvent.click(load());

    expect(await screen.findByRole('region', { name: 'Output of find' })).toHaveTextContent('Ada');
    expect(asked).toEqual([HREF]);
  });
});

describe('what an output says of itself', () => {
  it.each([
    { $output: 'find' },
    { $output: { href: HREF } },
    { ...large(), more: 1 },
    large('https://elsewhere.example/output'),
    large(`//elsewhere.example${HREF}`),
    large('/api/session'),
    large(`${HREF}/../../../../session`),
    [large()],
    null,
    'text',
  ])('is not followed anywhere else: %j', (output) => {
    expect(outputReference(output)).toBeNull();
  });

  it('names the nodes of a result whose outputs are large', () => {
    expect(largeOutputsIn({ greet: { a: 1 }, find: large(), none: null })).toEqual(['find']);
    expect(largeOutputsIn(null)).toEqual([]);
  });
});
