import { actsOf, consequence } from './templateActs';

const live = { pending: 3, active: 1200, paused: 1 };

describe('what can be done to a template', () => {
  it('depends on how it stands', () => {
    expect(actsOf('draft')).toEqual(['activate', 'delete']);
    expect(actsOf('completed')).toEqual(['delete']);
  });

  it('is said with how many enrollments it acts on', () => {
    expect(consequence('activate', 'draft', live)).toMatch(/^3 enrollments will begin/);
    expect(consequence('activate', 'paused', live)).toMatch(/^1,201 enrollments may go on, and 3 /);
    expect(consequence('pause', 'active', live)).toMatch(
      /^1,200 enrollments will wait .* and 3 not begun yet will not begin/,
    );
    expect(consequence('pause', 'active', { ...live, pending: 0 })).toMatch(/runs now\. Nothing/);
    expect(consequence('complete', 'active', live)).toMatch(/^1,204 enrollments will end/);
    expect(consequence('delete', 'active', { ...live, active: 0, pending: 0 })).toMatch(
      /^1 enrollment will end/,
    );
  });
});
