import { afterAnswering, neighbour } from './neighbour';

const IDS = ['a', 'b', 'c'];

it('goes through the list one by one, and stops at its ends', () => {
  expect(neighbour(IDS, 'a', 1)).toBe('b');
  expect(neighbour(IDS, 'b', -1)).toBe('a');
  expect(neighbour(IDS, 'c', 1)).toBeUndefined();
  expect(neighbour(IDS, 'a', -1)).toBeUndefined();
});

it('begins at the first where none, or none of the list, is shown', () => {
  expect(neighbour(IDS, undefined, 1)).toBe('a');
  expect(neighbour(IDS, 'gone', -1)).toBe('a');
  expect(neighbour([], 'a', 1)).toBeUndefined();
});

it('shows the next task once one is answered, and the one before when it was the last', () => {
  expect(afterAnswering(IDS, 'b')).toBe('c');
  expect(afterAnswering(IDS, 'c')).toBe('b');
  expect(afterAnswering(['a'], 'a')).toBeUndefined();
  expect(afterAnswering(IDS, 'elsewhere')).toBeUndefined();
});
