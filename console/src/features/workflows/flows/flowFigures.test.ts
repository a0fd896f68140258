import { figureOf } from './flowFigures';

const figures = { started: 9, live: 4, failed: 1, lastStartedAt: null };

describe('the figures of a flow', () => {
  it('lead to the journeys of a business flow', () => {
    const flow = { id: 'f', kind: 'bmc', figures } as const;
    expect(figureOf(flow, 'live')).toEqual({
      count: 4,
      noun: 'live journey',
      to: '/workflows/journeys?flowId=f&live=true',
    });
    expect(figureOf(flow, 'failed').to).toBe('/workflows/journeys?flowId=f&status=blocked');
  });

  it('lead to the runs of a system flow, those of journeys too', () => {
    const flow = { id: 'f', kind: 'system', figures } as const;
    expect(figureOf(flow, 'started')).toEqual({
      count: 9,
      noun: 'run',
      to: '/workflows?flowId=f&runs=all',
    });
    expect(figureOf(flow, 'failed').to).toBe('/workflows?flowId=f&runs=all&status=failed');
  });

  it('are none while they are not known', () => {
    expect(figureOf({ id: 'f', kind: 'bmc', figures: null }, 'live').count).toBe(0);
  });
});
