import { runsLink } from './runsLink';

it('leads to the list with the search and filters of the board', () => {
  const board = new URLSearchParams('view=kanban&q=ada&flowId=f&runs=all&page=2');
  expect(runsLink(board, { status: 'cancelled' })).toBe(
    '/workflows?view=list&q=ada&flowId=f&runs=all&status=cancelled',
  );
});
