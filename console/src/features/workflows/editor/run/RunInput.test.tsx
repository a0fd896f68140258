import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ComponentProps, useEffect } from 'react';
import { MemoryRouter } from 'react-router';
import { queryClient } from '@/app/queryClient';
import type { RunView } from '@/client';
import { client } from '@/client/client.gen';
import { setUpClient } from '@/shared/api/setup';
import type { SchemaForm } from '@/shared/forms/SchemaForm';
import { RunInput } from './RunInput';
import { NO_SUBJECT, type RunChoice, type RunPlan } from './startRun';
import type { DirectRun } from './useDirectRun';

// To draw it takes seconds where others are at work too.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 10_000 });

// What jsdom has no idea of and lists of choices ask for.
Element.prototype.scrollIntoView = () => {};

// The form of the input is tried by itself; here it is one field that must not be empty.
vi.mock('@/shared/forms/SchemaForm', () => ({
  SchemaForm: ({ value, onChange, onReady }: ComponentProps<typeof SchemaForm>) => {
    const { plan = '' } = value as { plan?: string };
    useEffect(() => onReady?.(() => plan !== ''));
    return (
      <input
        aria-label="Plan"
        value={plan}
        onChange={({ target }) => onChange({ plan: target.value })}
      />
    );
  },
}));

const PLAN: RunPlan = {
  version: 'draft',
  inputSchema: {
    type: 'object',
    required: ['plan'],
    properties: { plan: { type: 'string', title: 'Plan' } },
  },
  defaults: { plan: 'free' },
  connections: [],
  contact: 'seen',
  only: null,
  pinned: [],
  acting: [],
};

const BEGUN: RunChoice = {
  input: PLAN.defaults,
  connections: {},
  subject: NO_SUBJECT,
  usesPins: false,
  from: null,
};

const run = (id: string, plan: string, entityId: string | null): Partial<RunView> => ({
  id,
  status: 'completed',
  createdAt: '2026-03-02T09:00:00Z',
  completedAt: '2026-03-02T09:00:01Z',
  triggerKind: 'user',
  input: { plan },
  entityId,
  trigger: { kind: 'user' },
  contact: { id: `c-${id}`, name: `Person ${id}` } as RunView['contact'],
});

/** Shows the form beside earlier runs; the journeys that they were for are told when they may be. */
async function show(plan: RunPlan, runs: Partial<RunView>[]) {
  const waiting = new Map<string, () => void>();
  setUpClient();
  queryClient.clear();
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (request) => {
      const { pathname } = new URL((request as Request).url);
      const [, entityId] = /entities\/(.+)/.exec(pathname) ?? [];
      if (entityId) {
        await new Promise<void>((go) => waiting.set(entityId, go));
        return Response.json({ id: entityId, contactId: `of-${entityId}`, status: 'waiting' });
      }
      const [, contactId] = /contacts\/(.+)/.exec(pathname) ?? [];
      if (contactId) {
        return Response.json({ id: contactId, name: contactId });
      }
      return Response.json(
        pathname.endsWith('/workflows')
          ? { data: runs, total: runs.length }
          : { data: [], total: 0, role: 'admin' },
      );
    },
  });
  const execute = vi.fn<DirectRun['execute']>();
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter>
          <RunInput
            flowId="flow"
            plan={plan}
            begun={BEGUN}
            nodeNames={new Map()}
            direct={{ execute, failure: null, isBusy: false } as unknown as DirectRun}
          />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  const from = await screen.findByLabelText('Input from', { selector: 'input' });
  return {
    execute,
    tell: async (entityId: string) => {
      await waitFor(() => expect([...waiting.keys()]).toContain(entityId));
      waiting.get(entityId)?.();
    },
    pick: (person: string) => {
      fireEvent.click(from);
      fireEvent.click(screen.getByText(new RegExp(person)));
    },
    submit: () => fireEvent.submit(screen.getByText('Execute').closest('form') as HTMLFormElement),
  };
}

const button = () => screen.getByText('Execute').closest('button');
const field = () => screen.getByLabelText<HTMLInputElement>(/^Plan/);

describe('what a run is given', () => {
  it('is that of the run that was picked last, whichever is known first, and nothing runs before', async () => {
    const { execute, tell, pick, submit } = await show(PLAN, [
      run('ada', 'pro', 'slow'),
      run('bob', 'team', 'quick'),
    ]);
    pick('Person ada');
    pick('Person bob');
    await waitFor(() => expect(button()).toBeDisabled());
    submit();
    expect(execute).not.toHaveBeenCalled();

    await tell('quick');
    await waitFor(() => expect(field().value).toBe('team'));
    expect(button()).toBeEnabled();
    await tell('slow');
    await waitFor(() => expect(queryClient.isMutating()).toBe(0));
    expect(field().value).toBe('team');
    submit();
    expect(execute.mock.lastCall?.[1]).toMatchObject({
      input: { plan: 'team' },
      subject: { contactId: 'of-quick', entityId: 'quick' },
      from: null,
    });
  });

  it('is not sent by Enter while something of it is missing', async () => {
    const { execute, submit } = await show(PLAN, [run('ada', 'pro', null)]);
    fireEvent.change(field(), { target: { value: '' } });
    submit();
    expect(execute).not.toHaveBeenCalled();
    fireEvent.change(field(), { target: { value: 'team' } });
    submit();
    expect(execute).toHaveBeenCalledOnce();
  });

  it('names the run whose outputs a step sees that runs alone', async () => {
    const { execute, pick, submit } = await show({ ...PLAN, contact: 'none', only: 'greet' }, [
      run('ada', 'pro', null),
    ]);
    pick('Person ada');
    await waitFor(() => expect(field().value).toBe('pro'));
    submit();
    expect(execute.mock.lastCall?.[1]).toMatchObject({ input: { plan: 'pro' }, from: 'ada' });
  });
});
