import { includes } from './useMay';

it('a role may do what those before it may, and no more', () => {
  expect(includes('editor', 'operator')).toBe(true);
  expect(includes('editor', 'editor')).toBe(true);
  expect(includes('viewer', 'operator')).toBe(false);
});
