import type { RunView } from '@/client';
import { actsOfWhole } from './runActs';

const run = (status: RunView['status'], ...steps: string[]) =>
  ({ status, steps: steps.map((step) => ({ status: step })) }) as unknown as RunView;

it('a run that waits at a step can go past it', () => {
  expect(actsOfWhole(run('running', 'completed', 'waiting'))[0]).toBe('skip');
});

it('a run that waits at none, is paused or has ended cannot', () => {
  expect(actsOfWhole(run('running', 'completed', 'running'))).not.toContain('skip');
  expect(actsOfWhole(run('paused', 'waiting'))).not.toContain('skip');
  expect(actsOfWhole(run('killed', 'waiting'))).toEqual(['retry']);
});
