import type { Stage } from '@/client';
import { boardColumns } from './boardColumns';

const spine: Stage[] = [
  { uxNodeId: 'new', label: 'New', counts: { waiting: 2, cancelled: 1 }, total: 3 },
  { uxNodeId: 'won', label: 'Won', counts: { completed: 4 }, total: 4 },
];

const labels = (filter: Parameters<typeof boardColumns>[1]) =>
  boardColumns(spine, filter).map(({ label }) => label);

describe('the columns of a board', () => {
  it('are the stages, then the ways in which journeys have ended', () => {
    expect(labels({})).toEqual(['New', 'Won', 'Completed', 'Cancelled']);
  });

  it('hold in a stage only those who are still on their journey', () => {
    expect(boardColumns(spine, { q: 'ada' })[0]?.query).toEqual({
      q: 'ada',
      uxNodeId: 'new',
      live: 'true',
    });
  });

  it('are those that can hold the status that is asked for', () => {
    expect(labels({ status: 'waiting' })).toEqual(['New', 'Won']);
    expect(labels({ status: 'cancelled' })).toEqual(['Cancelled']);
  });

  it('are the one stage that is asked for, and how those in it ended', () => {
    expect(labels({ uxNodeId: 'won' })).toEqual(['Won', 'Completed']);
  });
});
