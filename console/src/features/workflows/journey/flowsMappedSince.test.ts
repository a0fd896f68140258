import type { EntityView, RunView, UxMapping } from '@/client';
import { flowsMappedSince } from './flowsMappedSince';

const mapping = (
  systemFlowId: string,
  createdAt: string,
  more: Partial<UxMapping> = {},
): UxMapping => ({
  id: systemFlowId,
  bmcFlowId: 'spine',
  uxNodeId: 'begun',
  systemFlowId,
  systemFlowName: systemFlowId,
  position: 0,
  input: {},
  createdAt,
  updatedAt: createdAt,
  ...more,
});

const run = (flowId: string, createdAt: string) => ({ flowId, createdAt }) as RunView;

const ada: Pick<EntityView, 'status' | 'currentNodeId' | 'enteredNodeAt' | 'runs'> = {
  status: 'waiting',
  currentNodeId: 'begun',
  enteredNodeAt: '2026-03-02T10:00:00.5Z',
  runs: [],
};

const offered = (entity: typeof ada, ...mappings: UxMapping[]) =>
  flowsMappedSince(entity, mappings).map(({ systemFlowId }) => systemFlowId);

describe('the flows that were mapped since somebody came to a stage', () => {
  it('are those of their stage, in their order, without those that were mapped before', () => {
    expect(
      offered(
        ada,
        mapping('second', '2026-03-02T11:00:00Z', { position: 1 }),
        mapping('first', '2026-03-02T12:00:00Z'),
        mapping('before', '2026-03-02T10:00:00.499Z'),
        mapping('elsewhere', '2026-03-02T11:00:00Z', { uxNodeId: 'won' }),
      ),
    ).toEqual(['first', 'second']);
  });

  it('are none that have run in this stay, and those again that ran in an earlier one', () => {
    const flow = mapping('help', '2026-03-02T11:00:00Z');
    expect(offered({ ...ada, runs: [run('help', '2026-03-02T11:00:01Z')] }, flow)).toEqual([]);
    expect(offered({ ...ada, runs: [run('help', '2026-03-01T11:00:01Z')] }, flow)).toEqual([
      'help',
    ]);
  });

  it('are none before a journey has begun and once it has ended', () => {
    const flow = mapping('help', '2026-03-02T11:00:00Z');
    expect(offered({ ...ada, currentNodeId: null, enteredNodeAt: null }, flow)).toEqual([]);
    expect(offered({ ...ada, status: 'exited' }, flow)).toEqual([]);
  });
});
