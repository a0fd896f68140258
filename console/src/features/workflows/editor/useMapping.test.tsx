import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { queryClient } from '@/app/queryClient';
import type { Stage, UxMapping, UxMappingItem } from '@/client';
import { client } from '@/client/client.gen';
import { setUpClient } from '@/shared/api/setup';
import { useMapping } from './useMapping';

const mapping = (
  uxNodeId: string,
  systemFlowId: string,
  position: number,
  input: UxMapping['input'] = {},
): UxMapping => ({
  id: `${uxNodeId} ${systemFlowId}`,
  bmcFlowId: 'spine',
  uxNodeId,
  systemFlowId,
  systemFlowName: `The flow ${systemFlowId}`,
  position,
  input,
  createdAt: '2026-03-02T09:00:00Z',
  updatedAt: '2026-03-02T09:00:00Z',
});

const stage = (uxNodeId: string, total: number, completed: number): Stage =>
  ({ uxNodeId, label: null, counts: { completed }, total }) as unknown as Stage;

const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
);

/** A flow of two stages, "new" with people and "won" with none any more, on an API that keeps its mappings. */
async function mapped(begun: UxMapping[], { saves = true } = {}) {
  let all = begun;
  const asked: string[] = [];
  setUpClient();
  queryClient.clear();
  client.setConfig({
    baseUrl: 'http://stitch.test',
    fetch: async (given) => {
      const request = given as Request;
      const { pathname } = new URL(request.url);
      if (request.method === 'POST') {
        const { uxNodeId, systemFlowId, position, input } =
          (await request.json()) as Required<UxMappingItem>;
        all = [...all, mapping(uxNodeId, systemFlowId, position ?? 0, input ?? {})];
        asked.push(`map ${systemFlowId} to ${uxNodeId} at ${position}`);
      } else if (request.method === 'PUT') {
        const uxNodeId = pathname.split('/').at(-1);
        const { systemFlowIds } = (await request.json()) as { systemFlowIds: string[] };
        all = all.filter(
          (each) => each.uxNodeId !== uxNodeId || systemFlowIds.includes(each.systemFlowId),
        );
        asked.push(`leave ${systemFlowIds.join()} at ${uxNodeId}`);
      }
      return Response.json({ data: all, total: all.length });
    },
  });
  const { result } = renderHook(
    () => useMapping('spine', true, async () => saves, [stage('new', 3, 1), stage('won', 2, 2)]),
    { wrapper },
  );
  await waitFor(() => expect(result.current.isKnown).toBe(true));
  return { result, asked, now: () => all };
}

describe('mapping flows to stages', () => {
  it('adds two that are dropped at once one after the other, each behind the last', async () => {
    const { result, asked } = await mapped([mapping('won', 'a', 4)]);
    await act(() => Promise.all([result.current.map('b', 'won'), result.current.map('c', 'won')]));
    expect(asked).toEqual(['map b to won at 5', 'map c to won at 6']);
  });

  it('moves a flow with its input, and leaves the others where they were', async () => {
    const { result, asked, now } = await mapped([
      mapping('new', 'a', 0, { tone: 'warm' }),
      mapping('new', 'b', 1),
    ]);
    await act(() => result.current.map('a', 'won', 'new'));
    expect(asked).toEqual(['map a to won at 0', 'leave b at new']);
    expect(now().find(({ systemFlowId }) => systemFlowId === 'a')).toMatchObject({
      uxNodeId: 'won',
      input: { tone: 'warm' },
    });
  });

  it('does nothing where the flow is there already, or the draft cannot be saved', async () => {
    const there = await mapped([mapping('won', 'a', 0)]);
    await act(() => there.result.current.map('a', 'won'));
    expect(there.asked).toEqual([]);

    const unsaved = await mapped([], { saves: false });
    await act(() => unsaved.result.current.map('a', 'new'));
    expect(unsaved.asked).toEqual([]);
    expect(unsaved.result.current.offered).toBeNull();
  });

  it('offers to start it for those who stand there, and only where somebody does', async () => {
    const { result } = await mapped([]);
    await act(() => result.current.map('a', 'won'));
    expect(result.current.offered).toBeNull();
    await act(() => result.current.map('a', 'new'));
    expect(result.current.offered).toMatchObject({ uxNodeId: 'new', systemFlowId: 'a' });
    act(() => result.current.closeOffer());
    expect(result.current.offered).toBeNull();
  });
});
