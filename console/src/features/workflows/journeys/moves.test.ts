import { consequencesOf, isAsked } from './moves';

const MAPPINGS = [
  { uxNodeId: 'contacted', systemFlowName: 'Follow up', position: 1 },
  { uxNodeId: 'contacted', systemFlowName: 'Greet', position: 0 },
  { uxNodeId: 'won', systemFlowName: 'Thank', position: 0 },
];

describe('a move on the board', () => {
  it('starts the flows of the stage in their order, and stops those of the other', () => {
    expect(consequencesOf(MAPPINGS, 'won', 'contacted')).toEqual({
      stops: ['Thank'],
      starts: ['Greet', 'Follow up'],
    });
  });

  it('is done without a question where it starts and stops nothing', () => {
    expect(isAsked(consequencesOf(MAPPINGS, 'new', 'lost'))).toBe(false);
    expect(isAsked(consequencesOf(MAPPINGS, null, 'won'))).toBe(true);
    expect(isAsked(consequencesOf(MAPPINGS, 'won', 'lost'))).toBe(true);
  });
});
