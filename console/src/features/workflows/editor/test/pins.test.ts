import type { JsonObject } from '@/client';
import { branchIn, keepingPins, pinOf, withPin } from './pins';

const node = { id: 'ask', type: 'condition', data: { expression: 'true' } };

it('pins an output to a step and takes it off again', () => {
  const pinned = withPin(node, { output: { result: true }, branch: 'true' });
  expect(pinned).toEqual({ ...node, pin: { output: { result: true }, branch: 'true' } });
  expect(pinOf(pinned)).toEqual({ output: { result: true }, branch: 'true' });
  expect(withPin(pinned, null)).toEqual(node);
  expect(pinOf(node)).toBeNull();
});

it('keeps no branch where the step has none', () => {
  expect(withPin(node, { output: null, branch: null })).toEqual({ ...node, pin: { output: null } });
});

it('keeps the pins of steps that a graph from elsewhere has, too', () => {
  const pin = { output: 1, branch: null };
  const known = { nodes: [withPin(node, pin), withPin({ ...node, id: 'gone' }, pin)], edges: [] };
  const other = { ...node, id: 'gone', type: 'wait' };
  expect(
    keepingPins(known, { nodes: [{ ...node, label: 'New' }, other], edges: [] }).nodes,
  ).toEqual([{ ...node, label: 'New', pin: { output: 1 } }, other]);
});

it('reads whatever a draft holds for a pin', () => {
  expect(pinOf({ ...node, pin: 'nonsense' as unknown as JsonObject })).toBeNull();
  expect(pinOf({ ...node, pin: {} })).toEqual({ output: null, branch: null });
  expect(pinOf({ ...node, pin: { output: 1, branch: 2 } })).toEqual({ output: 1, branch: null });
});

it.each([
  [{ result: false }, ['true', 'false'], 'false'],
  [{ case: 'big' }, ['small', 'big', 'default'], 'big'],
  [{ choice: 'maybe' }, ['yes', 'no'], null],
  [{ nested: { result: true } }, ['true'], null],
  ['true', ['true'], null],
  [null, ['true'], null],
])('finds the branch that %j tells of', (output, branches, branch) => {
  expect(branchIn(output, branches)).toBe(branch);
});
